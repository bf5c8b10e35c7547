import { KINDS } from '../../../rules/media/judge-media.ts'
import { MEDIA_LIMITS, type MediaType } from '../../../rules/media/limits.ts'
import type { Lang } from '../../../rules/template.ts'
import type { Tx } from '../../database/doors.ts'
import { found, Refusal } from '../../refusal.ts'
import { type FileRecord, useById } from './store.ts'

export type UsedFile = Pick<FileRecord, 'id' | 'kind' | 'mime' | 'file_name'>

/** Takes a file for what this transaction writes: it is there, of that type and within the limits of TP-9 (one that was
 *  written freely may be beyond them), and is not tidied away meanwhile.
 *  @param field where the caller named it
 *  @throws Refusal not_found, also for another company's; file_refused */
export async function useFile(
  tx: Tx,
  { companyId, lang }: { companyId: string; lang: Lang },
  { id, type, field }: { id: string; type: MediaType; field: string },
): Promise<UsedFile> {
  const file = found(await useById(tx, companyId, id))
  const { words, types, bytes } = MEDIA_LIMITS[type]
  if (file.kind === KINDS[type] && types.includes(file.mime) && file.bytes <= bytes) return file
  const message = lang === 'en' ? `This has to be ${words.en}.` : `Aquí va ${words.es}.`
  throw new Refusal('file_refused', {}, [{ field, rule: 'MED-10', message }])
}

/** The same for what is written inside the window: each file was judged for that when it came. */
export const useChatFile = async (tx: Tx, companyId: string, id: string): Promise<UsedFile> =>
  found(await useById(tx, companyId, id))
