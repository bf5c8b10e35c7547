import type * as z from 'zod'
import type { Media } from '../../../contract/media.ts'
import type { Lang } from '../../../rules/template.ts'
import { formOf, isOdd } from './form.ts'
import { type Reason, reasons } from './judge-fault.ts'

export interface MediaRecord {
  id: string
  kind: string
  state: string
  file_name: string | null
  detected_type: string | null
  bytes: number | null
  error: string | null
  /** Brought by us, not by the contact. */
  ours: boolean
}

export function presentMedia(f: MediaRecord, lang: Lang): z.infer<typeof Media> {
  const state = f.state as z.infer<typeof Media>['state']
  const byKind =
    f.kind === 'sticker' ? 'image' : f.kind === 'document' ? 'file' : (f.kind as 'image' | 'audio' | 'video')
  return {
    id: f.id,
    url: `/api/${f.ours ? 'files' : 'media'}/${f.id}`,
    state,
    form: state === 'stored' ? formOf(f.kind, f.detected_type) : byKind,
    type: f.detected_type,
    bytes: f.bytes,
    odd: state === 'stored' && !f.ours && isOdd(f.kind, f.detected_type, f.file_name),
    fileName: f.file_name,
    reason: state === 'stored' || f.error === null ? null : reasons[f.error as Reason][lang],
  }
}
