import { buffer } from 'node:stream/consumers'
import type { System } from '../../context.ts'
import { about } from '../../provider/about.ts'
import { type ProviderApp, ProviderFault } from '../../provider/port.ts'
import { findAtProvider, findFile, forgetAtProvider, keepAtProvider } from './store.ts'

/** The provider keeps what is uploaded for 30 days, and what is asked for now may leave a little later. */
const KEPT_DAYS = 27

export interface Destination {
  companyId: string
  channelId: string
  app: ProviderApp
}

export interface AtProvider {
  mediaId: string
  /** When it came there. */
  at: Date
}

/** A file as the channel's app has it at the provider; brought there where it is not yet, or has been for too long.
 *  @throws ProviderFault, `refused` with code `file_missing` when we have it no more */
export async function bringToProvider(
  { db, storage, provider }: Pick<System, 'db' | 'storage' | 'provider'>,
  { companyId, channelId, app }: Destination,
  fileId: string,
): Promise<AtProvider> {
  const place = { companyId, fileId, channelId }
  const { known, file } = await db.inTenant(companyId, async (tx) => ({
    known: await findAtProvider(tx, place, KEPT_DAYS),
    file: await findFile(tx, companyId, fileId),
  }))
  if (known) return known
  const stored = file && (await storage.open(file.storage_key))
  if (!stored) throw new ProviderFault('refused', 'the file is kept no more', { code: 'file_missing' })
  const { mime: type, file_name: name } = file
  const bytes = await buffer(stored)
  const { mediaId } = await about({ companyId, channelId }, () => provider.uploadMedia(app, { bytes, type, name }))
  await db.inTenant(companyId, (tx) => keepAtProvider(tx, place, mediaId))
  return { mediaId, at: new Date() }
}

/** The provider does not know it any more: it is brought there again when it is next needed. */
export const forgetProvided = (
  { db }: Pick<System, 'db'>,
  { companyId, channelId }: Destination,
  fileId: string,
): Promise<void> => db.inTenant(companyId, (tx) => forgetAtProvider(tx, { companyId, fileId, channelId }))
