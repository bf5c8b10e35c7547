import type { MediaType } from '../../../rules/media/limits.ts'
import { MEDIA_LIMITS } from '../../../rules/media/limits.ts'
import type { Lang } from '../../../rules/template.ts'
import type { Tx } from '../../database/doors.ts'
import { found, Refusal } from '../../refusal.ts'
import { type FileRecord, useById } from './store.ts'

export type UsedFile = Pick<FileRecord, 'id' | 'kind' | 'file_name'>

const KINDS = { IMAGE: 'image', DOCUMENT: 'document', VIDEO: 'video' } as const satisfies Record<MediaType, string>

/** Takes a file for what this transaction writes: it is there, of that type, and is not tidied away meanwhile.
 *  @param field where the caller named it
 *  @throws Refusal not_found, also for another company's; file_refused */
export async function useFile(
  tx: Tx,
  { companyId, lang }: { companyId: string; lang: Lang },
  { id, type, field }: { id: string; type: MediaType; field: string },
): Promise<UsedFile> {
  const file = found(await useById(tx, companyId, id))
  if (file.kind === KINDS[type]) return file
  const { words } = MEDIA_LIMITS[type]
  const message = lang === 'en' ? `This has to be ${words.en}.` : `Aquí va ${words.es}.`
  throw new Refusal('file_refused', {}, [{ field, rule: 'MED-10', message }])
}
