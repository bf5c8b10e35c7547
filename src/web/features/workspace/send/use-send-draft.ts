import { useMemo } from 'react'
import type { MediaType } from '../../../../rules/media/limits.ts'
import { useKept } from '../../../kept.ts'
import type { UploadedFile } from '../../../ui/upload-file.ts'
import { type SendTarget, targetKey } from './target.ts'

/** A file that is on the server already, for templates of its type. */
export type AttachedFile = Pick<UploadedFile, 'id' | 'fileName' | 'bytes' | 'findings'> & { type: MediaType }

/** What the dialog gathers; it outlives a reload. */
export interface SendDraft {
  campaignId: string | null
  queueId: string | null
  templateId: string | null
  phone: string
  name: string
  /** Only what was typed; by parameter number, the header's under `h1`. */
  values: Record<string, string>
  file: AttachedFile | null
}

export function useSendDraft(target: SendTarget) {
  const { campaignId, queueId } = target
  const empty = useMemo<SendDraft>(
    () => ({
      campaignId: campaignId ?? null,
      queueId: queueId ?? null,
      templateId: null,
      phone: '',
      name: '',
      values: {},
      file: null,
    }),
    [campaignId, queueId],
  )
  const [draft, setDraft] = useKept(`send.${targetKey(target)}`, empty)
  return {
    draft,
    change: (part: Partial<SendDraft>) => setDraft((before) => ({ ...before, ...part })),
    forget: () => setDraft(empty),
  }
}
