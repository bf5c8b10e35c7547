import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, type Inputs, orpc, problemOf, type ShownProblem } from '../../../api.ts'
import { queries } from '../../../app/queries.ts'
import { toastDone } from '../../../ui/toast.tsx'
import { deliver } from '../deliver.ts'
import { usePlace } from '../use-place.ts'
import { clientKeyOf, confirmSent } from './client-key.ts'

type Content = Omit<Inputs['workspace']['sendTemplate'], 'clientKey'>

/** Sends once, however often it is asked, and goes where the message can be seen. */
export function useSend(onSent: () => void) {
  const { t } = useTranslation('workspace')
  const { view, to, go } = usePlace()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const running = useRef(false)

  const send = async (content: Content) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    setProblem(null)
    try {
      const input = { clientKey: clientKeyOf(content), ...content }
      const sent = await deliver((options) => client.workspace.sendTemplate(input, options))
      confirmSent(content)
      void queries.invalidateQueries({ queryKey: orpc.workspace.key() })
      if (!sent.ticketId) toastDone(t('dialog.sent'))
      onSent()
      if (sent.ticketId) go(to({ ticket: sent.ticketId }, view === 'enviados' ? 'mios' : view))
      else go(to({ envio: sent.interactionId }, 'enviados'))
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { send, busy, problem }
}
