import { grewTooMuch } from './growth.ts'

/** What the switch-off dialog shows before a channel goes off (CH-8). */
export type SwitchOffFigures = { interactionsWithTicket: number; sendsWithoutAnswer: number; queueIds: string[] }

const asShown = (figures: SwitchOffFigures) => ({
  count: figures.interactionsWithTicket + figures.sendsWithoutAnswer,
  named: figures.queueIds,
})

/** Asked again only for a queue that was not shown, or for over 10, or over 10 %, more interactions (CH-8). */
export const mustAskAgain = (shown: SwitchOffFigures, now: SwitchOffFigures): boolean =>
  grewTooMuch(asShown(shown), asShown(now))
