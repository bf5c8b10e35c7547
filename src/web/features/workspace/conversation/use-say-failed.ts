import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { plainText } from '../../../../rules/whatsapp-format/plain.ts'
import { say } from '../said.tsx'
import type { Message } from './message.ts'

const troubles = new Set(['failed', 'cancelled', 'uncertain'])

/** WS-10: tells who cannot see the remark beneath it that one of our messages did not get there, when that is learned. */
export function useSayFailed(messages: readonly Message[] | undefined): void {
  const { t } = useTranslation('thread')
  const before = useRef<ReadonlyMap<string, string | null>>(undefined)
  useEffect(() => {
    if (!messages) return
    const known = before.current
    before.current = new Map(messages.map(({ id, status }) => [id, status]))
    const fresh = messages.findLast(({ id, direction, status }) => {
      const was = known?.get(id)
      return direction === 'out' && status !== null && troubles.has(status) && was !== undefined && was !== status
    })
    if (fresh)
      say(t(`trouble.${fresh.status}`, { text: plainText(fresh.text).slice(0, 80) || t(`kind.${fresh.kind}`, '') }))
  }, [messages, t])
}
