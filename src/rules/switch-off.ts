/** What the switch-off dialog shows before a channel goes off (CH-8). */
export type SwitchOffFigures = { interactionsWithTicket: number; sendsWithoutAnswer: number; queueIds: string[] }

const interactions = (figures: SwitchOffFigures) => figures.interactionsWithTicket + figures.sendsWithoutAnswer

/** Asked again only for a queue that was not shown, or for over 10, or over 10 %, more interactions (CH-8). */
export function mustAskAgain(shown: SwitchOffFigures, now: SwitchOffFigures): boolean {
  const grown = interactions(now) - interactions(shown)
  return (
    grown > 10 || grown * 10 > interactions(shown) || now.queueIds.some((queueId) => !shown.queueIds.includes(queueId))
  )
}
