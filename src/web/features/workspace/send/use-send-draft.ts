import { useSessionStorage } from '@mantine/hooks'
import { type SendTarget, targetKey } from './target.ts'

/** What the dialog gathers; it outlives a reload. */
export interface SendDraft {
  campaignId: string | null
  queueId: string | null
  templateId: string | null
  phone: string
  name: string
  /** Only what was typed; by parameter number, the header's under `h1`. */
  values: Record<string, string>
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
    },
    getInitialValueInEffect: false,
  })
  return { draft, change: (part: Partial<SendDraft>) => setDraft((before) => ({ ...before, ...part })), forget }
}
