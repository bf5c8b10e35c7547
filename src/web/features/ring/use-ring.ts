import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { speaks, useAnnouncements } from '../../live.ts'
import { inView } from './in-view.ts'
import { listenForMine } from './listen-for-mine.ts'
import type { Ring } from './ring.ts'
import { showDesktop, useRingWays } from './ring-ways.ts'
import { playTone } from './tone.ts'

/** More than these at once are one notification. */
const APART = 3

/** WS-10: a tone, or a notification beside the browser, for what comes while one looks elsewhere. Of all tabs only the one
 *  that hears the stream calls. */
export function useRing(): void {
  const { t } = useTranslation('ring')
  const [{ tone, desktop }] = useRingWays()
  const on = tone || desktop
  const navigate = useNavigate()
  const mine = useRef<ReturnType<typeof listenForMine>>(undefined)

  const call = async (rings: Ring[]) => {
    const seen = await inView()
    const due = rings.filter(({ id }) => !seen.has(id))
    if (due.length === 0) return
    if (desktop) show(due)
    if (tone) playTone()
  }
  const show = (due: readonly Ring[]) => {
    const open = (ticket?: string) =>
      void navigate({ to: '/workspace', search: { vista: 'mios', ...(ticket && { ticket }) } })
    if (due.length > APART) showDesktop('score', t('many', { count: due.length }), t('open'), () => open())
    else
      for (const { id, name, what } of due)
        showDesktop(`score.${id}`, name || t('workspace:noName'), t(what), () => open(id))
  }
  const latest = useRef(call)
  useEffect(() => {
    latest.current = call
  })
  useEffect(() => {
    if (!on) return
    let left = false
    void speaks.then(() => {
      if (left) return
      mine.current = listenForMine(askForMine, (rings) => void latest.current(rings))
    })
    return () => {
      left = true
      mine.current?.stop()
      mine.current = undefined
    }
  }, [on])
  useAnnouncements('tickets', (ids) => mine.current?.hear(ids))
  useAnnouncements('given', (ids) => mine.current?.gave(ids))
}

async function askForMine(ids: string[] | null) {
  const { items, next } = await client.workspace.tickets({ view: 'mine', ...(ids && { ids }) })
  return {
    held: items.map(({ id, contact, unread, lastActivityAt }) => {
      const name = contact.name || (contact.phone ?? '')
      return { id, name, unread, lastActivityAt }
    }),
    whole: next === null,
  }
}
