import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { MediaType } from '../../../rules/media/limits.ts'
import type { System } from '../../context.ts'
import type { FileToSend } from '../../provider/port.ts'
import { findFile } from './store.ts'

/** Neutral ones, in no company's name. */
const BUILT_IN: Readonly<Record<MediaType, { name: string; type: string }>> = {
  IMAGE: { name: 'muestra.png', type: 'image/png' },
  DOCUMENT: { name: 'muestra.pdf', type: 'application/pdf' },
  VIDEO: { name: 'muestra.mp4', type: 'video/mp4' },
}

/** What reviewers see of a template's header (HDR-08): the company's own sample, else the built-in one; also where its own is
 *  kept no more. Reads the storage: not within a transaction. */
export async function sampleFor(
  { db, storage }: Pick<System, 'db' | 'storage'>,
  companyId: string,
  type: MediaType,
  sampleFileId: string | null,
): Promise<FileToSend> {
  const file =
    sampleFileId === null ? undefined : await db.inTenant(companyId, (tx) => findFile(tx, companyId, sampleFileId))
  const stored = file && (await storage.open(file.storage_key))
  if (file && stored) return { bytes: await buffer(stored), type: file.mime, name: file.file_name }
  return builtInSample(type)
}

export async function builtInSample(type: MediaType): Promise<FileToSend> {
  const { name, type: mime } = BUILT_IN[type]
  return { bytes: await readFile(path.join(import.meta.dirname, 'samples', name)), type: mime, name }
}
