import { buffer } from 'node:stream/consumers'
import type { System } from '../../context.ts'
import type { FileToSend } from '../../provider/port.ts'
import { findFile } from './store.ts'

/** The bytes of a file of the company's own, to be sent as they are; null when it is kept no more. */
export async function keptFile(
  { db, storage }: Pick<System, 'db' | 'storage'>,
  companyId: string,
  id: string,
): Promise<FileToSend | null> {
  const file = await db.inTenant(companyId, (tx) => findFile(tx, companyId, id))
  const stored = file && (await storage.open(file.storage_key))
  return stored ? { bytes: await buffer(stored), type: file.mime, name: file.file_name } : null
}
