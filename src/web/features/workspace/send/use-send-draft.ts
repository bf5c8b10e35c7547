import { useSessionStorage } from '@mantine/hooks'
import type { MediaType } from '../../../../rules/media/limits.ts'
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
  const [draft, setDraft, forget] = useSessionStorage<SendDraft>({
    key: `score.send.${targetKey(target)}`,
    defaultValue: {
      campaignId: target.campaignId ?? null,
      queueId: target.queueId ?? null,
      templateId: null,
      phone: '',
      name: '',
      values: {},
      file: null,
    },
    getInitialValueInEffect: false,
  })
  return { draft, change: (part: Partial<SendDraft>) => setDraft((before) => ({ ...before, ...part })), forget }
}
