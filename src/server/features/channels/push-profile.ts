import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { type BusinessProfile, ProviderFault } from '../../provider/port.ts'
import { keptFile } from '../files/kept-file.ts'
import {
  findProfile,
  listWaitingProfiles,
  markPending,
  type Profile,
  type ProfileField,
  settleFields,
  type Waiting,
} from './profile-store.ts'
import { insertEvent } from './store.ts'

type Place = JobPayload<'channel.profile'>

/** CH-10: these fields of the profile are told to WhatsApp by job. */
export async function sendProfile(
  system: Pick<System, 'jobs'>,
  tx: Tx,
  { companyId, channelId }: Place,
  fields: readonly ProfileField[],
): Promise<void> {
  if (fields.length === 0) return
  await markPending(tx, companyId, channelId, fields)
  await system.jobs.enqueue(tx, 'channel.profile', { companyId, channelId }, { key: channelId })
}

/** On going live: all that was registered makes the profile (CH-2, CH-12). */
export async function sendWholeProfile(system: Pick<System, 'jobs'>, tx: Tx, place: Place): Promise<void> {
  const profile = await findProfile(tx, place.companyId, place.channelId)
  if (!profile) return
  const { websites, ...texts } = profile.values
  const given = Object.entries(texts).flatMap(([field, value]) => (value ? [field as ProfileField] : []))
  await sendProfile(system, tx, place, websites.length > 0 ? [...given, 'websites'] : given)
}

/** Job `channel.profile`: each field ends as confirmed, or as refused with the reason. */
export const pushProfile =
  (system: System) =>
  async (place: Place): Promise<void> => {
    const { db, provider, config } = system
    const { companyId, channelId } = place
    const profile = await db.inTenant(companyId, (tx) => findProfile(tx, companyId, channelId))
    if (!profile) return
    const settle = (fields: readonly Waiting[], reason: string | null) =>
      db.inTenant(companyId, async (tx) => {
        const ended = await settleFields(tx, companyId, channelId, fields, reason)
        if (ended.length === 0) return
        const kind = reason === null ? 'profile_confirmed' : 'profile_refused'
        const data = { fields: ended, ...(reason !== null && { reason }) }
        await insertEvent(tx, { companyId, channelId, kind, actorName: config.PLATFORM_NAME, data })
        await announce(tx, companyId, 'channels', channelId)
      })
    const tell = async (fields: readonly Waiting[], call: (fields: readonly Waiting[]) => Promise<void>) => {
      if (fields.length === 0) return
      const refused = await reasonOf(() => about(place, () => call(fields)))
      if (refused === null) await settle(fields, null)
      else if (fields.length === 1) await settle(fields, refused)
      // One of them was not liked: alone, each gets its own answer.
      else for (const field of fields) await tell([field], call)
    }
    const { appId, values, photoFileId, waiting } = profile
    await tell(
      waiting.filter(({ field }) => field === 'about'),
      () => provider.setAbout(appId, values.about ?? ''),
    )
    await tell(
      waiting.filter(({ field }) => field !== 'about' && field !== 'photo'),
      (fields) => provider.setProfile(appId, partOf(values, fields)),
    )
    await tell(
      waiting.filter(({ field }) => field === 'photo'),
      async () => {
        if (photoFileId === null) return provider.removePhoto(appId)
        const photo = await keptFile(system, companyId, photoFileId)
        if (photo) await provider.setPhoto(appId, photo)
      },
    )
  }

const partOf = (values: Profile['values'], fields: readonly Waiting[]): Partial<BusinessProfile> =>
  Object.fromEntries(fields.map(({ field }) => [field, values[field as keyof Profile['values']] ?? '']))

/** Null when it was taken, the reason when it was refused; throws what has to be tried again. Refused credentials say
 *  nothing of the profile. */
async function reasonOf(call: () => Promise<void>): Promise<string | null> {
  try {
    await call()
    return null
  } catch (error) {
    if (error instanceof ProviderFault && error.verdict === 'refused' && error.code !== 'credentials')
      return error.message
    throw error
  }
}

/** Job `channel.profiles`: what has been on its way for too long is tried again. */
export const pushWaitingProfiles = (system: System) => async (): Promise<void> => {
  await system.db.asSystem('channel-profiles', async (tx) => {
    for (const place of await listWaitingProfiles(tx))
      await system.jobs.enqueue(tx, 'channel.profile', place, { key: place.channelId })
  })
}
