import type { KeyboardEvent } from 'react'

const BOXES = 'input[type="checkbox"]:not(:disabled)'

export const focusTree = (around: HTMLElement): void =>
  around.querySelector<HTMLElement>(`[data-tree] ${BOXES}`)?.focus()

/** Up, down, Home and End walk what is on show; right opens a campaign, left closes it or goes from a queue to its
 *  campaign. Space ticks, as everywhere. */
export function walkTree(event: KeyboardEvent<HTMLElement>, open: (campaignId: string, isOpen: boolean) => void): void {
  const box = event.target
  if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox') return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>(BOXES)]
  const at = boxes.indexOf(box)
  const campaign = box.closest<HTMLElement>('[data-campaign]')
  const isCampaign = box.closest('[data-queues]') === null
  const id = campaign?.dataset['campaign'] ?? ''
  const isOpen = campaign?.querySelector('[data-queues]') !== null
  const head = campaign?.querySelector<HTMLInputElement>(BOXES)
  const moves: Record<string, () => void> = {
    ArrowDown: () => boxes[at + 1]?.focus(),
    ArrowUp: () => boxes[at - 1]?.focus(),
    Home: () => boxes[0]?.focus(),
    End: () => boxes.at(-1)?.focus(),
    ArrowRight: () => (isCampaign && !isOpen ? open(id, true) : boxes[at + 1]?.focus()),
    ArrowLeft: () => (isCampaign ? open(id, false) : head?.focus()),
  }
  const move = moves[event.key]
  if (!move || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  move()
}
