import type * as z from 'zod'
import type { ChannelData } from '../../../contract/channels.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { type FieldProblem, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { useFile } from '../files/use-file.ts'
import { listProfileFields, type ProfileField } from './profile-store.ts'
import { sendProfile } from './push-profile.ts'
import { lastEditor, replaceData } from './data-store.ts'
import { soundForm } from './request-faults.ts'
import { getRegistered } from './request-form-store.ts'
import { insertEvent, lockChannel } from './store.ts'

type Data = z.infer<typeof ChannelData>
/** With its photo, as it is or as it is to be. */
type Whole = Data & { photoFileId: string | null }
type Asked = Data & { id: string; version: number; businessName?: string | undefined }

/** CH-10: all that was registered, except the business name. Who names an older version than the one that stands is told
 *  who was faster; what changed of the profile travels to WhatsApp by job, and so does what WhatsApp refused before. */
export async function updateChannel(
  ctx: Ctx,
  { id, version, businessName, ...given }: Asked,
): Promise<{ version: number }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const channel = await lockChannel(tx, companyId, id, 'update')
    if (channel.state === 'pending') throw new Refusal('channel_state', { state: channel.state })
    if (businessName !== undefined && businessName.trim() !== channel.business_name)
      throw new Refusal('invalid', {}, [fixedName[ctx.lang]])
    if (version !== channel.version) {
      throw new Refusal('channel_changed', { by: await lastEditor(tx, companyId, id), version: channel.version })
    }
    const registered = await getRegistered(tx, companyId, id)
    const { alias, website2, photoFileId } = registered
    const before: Whole = { ...registered.form, alias, website2, photoFileId }
    const data: Whole = {
      ...soundForm(given, ctx.lang),
      alias: given.alias.replace(/\s+/g, ' '),
      photoFileId: given.photoFileId === undefined ? photoFileId : given.photoFileId,
    }
    if (data.photoFileId !== null && data.photoFileId !== photoFileId)
      await useFile(tx, { companyId, lang: ctx.lang }, { id: data.photoFileId, type: 'IMAGE', field: 'photoFileId' })
    if (before.about !== null && data.about === null) throw new Refusal('invalid', {}, [noAbout[ctx.lang]])
    const changed = changedFields(before, data)
    const refused = (await listProfileFields(tx, companyId, id)).filter((f) => f.state === 'refused')
    const travels = new Set([...profileFieldsOf(changed), ...refused.map((f) => f.field)])
    if (changed.length === 0 && travels.size === 0) return { version }
    await replaceData(tx, companyId, id, data)
    await sendProfile(ctx, tx, { companyId, channelId: id }, [...travels])
    await insertEvent(tx, {
      companyId,
      channelId: id,
      kind: 'edited',
      actorName: ctx.actor.name,
      data: { fields: changed },
    })
    const part = (all: Whole) => Object.fromEntries(changed.map((field) => [field, all[field]]))
    await record(tx, doerOf(ctx), 'channel.edit', id, part(before), part(data))
    await announce(tx, companyId, 'channels', id)
    return { version: version + 1 }
  })
}

const changedFields = (before: Whole, after: Whole): (keyof Data)[] =>
  (Object.keys(after) as (keyof Data)[]).filter((field) => before[field] !== after[field])

const PROFILE_OF: Partial<Record<keyof Data, ProfileField>> = {
  about: 'about',
  address: 'address',
  description: 'description',
  email: 'email',
  website: 'websites',
  website2: 'websites',
  vertical: 'vertical',
  photoFileId: 'photo',
}

const profileFieldsOf = (changed: (keyof Data)[]) => changed.flatMap((field) => PROFILE_OF[field] ?? [])

const fixedName: Record<'es' | 'en', FieldProblem> = {
  es: { field: 'businessName', rule: 'CH-10', message: 'El nombre de la empresa no se puede cambiar.' },
  en: { field: 'businessName', rule: 'CH-10', message: 'The business name cannot be changed.' },
}
const noAbout: Record<'es' | 'en', FieldProblem> = {
  es: { field: 'about', rule: 'PRO-01', message: 'WhatsApp no permite dejarla vacía: escribe otra.' },
  en: { field: 'about', rule: 'PRO-01', message: 'WhatsApp does not let it be left empty: write another one.' },
}
