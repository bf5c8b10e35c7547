import type { Message } from '../message.ts'

export interface PlaceShown {
  latitude: number
  longitude: number
  name: string
}

/** A location; its name and address stand as the message's text. */
export function placeOf({ kind, content, text }: Message): PlaceShown | undefined {
  const { latitude, longitude } = content ?? {}
  const isPlace = kind === 'location' && typeof latitude === 'number' && typeof longitude === 'number'
  return isPlace ? { latitude, longitude, name: text } : undefined
}

export interface Card {
  name: string
  phones: string[]
}

export function cardsOf({ kind, content }: Message): Card[] {
  const cards: unknown = content?.['contacts']
  return kind === 'contacts' && Array.isArray(cards) ? cards.map(cardOf).filter((card) => card !== undefined) : []
}

function cardOf(given: unknown): Card | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const { name, phones } = given as { name?: unknown; phones?: unknown }
  return {
    name: typeof name === 'string' ? name : '',
    phones: Array.isArray(phones) ? phones.filter((phone) => typeof phone === 'string') : [],
  }
}

export interface Answer {
  name: string
  value: string
}

/** What was filled into a form; its token is for machines. */
export function answersOf({ kind, content }: Message): Answer[] {
  const payload = content?.['payload']
  if (kind !== 'flow' || typeof payload !== 'string') return []
  let given: unknown
  try {
    given = JSON.parse(payload)
  } catch {
    return [{ name: '', value: payload }]
  }
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given)
    .filter(([name]) => name !== 'flow_token')
    .map(([name, value]) => ({
      name: name.replaceAll('_', ' '),
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }))
}
