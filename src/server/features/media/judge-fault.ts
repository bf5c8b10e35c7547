import type { Lang } from '../../../rules/template.ts'
import { ProviderFault } from '../../provider/port.ts'
import { Refusal } from '../../refusal.ts'
import { StorageFull, TooLarge } from '../../storage/storage.ts'

/** Why a file is not here. */
export const reasons = {
  storage_full: {
    es: 'No queda espacio donde guardarlo. Se descargará en cuanto lo haya.',
    en: 'There is no room to keep it. It will be downloaded as soon as there is.',
  },
  provider_away: {
    es: 'WhatsApp no lo entregó todavía. Se intenta otra vez por sí solo.',
    en: 'WhatsApp has not handed it over yet. It is tried again by itself.',
  },
  internal: {
    es: 'Algo falló de nuestro lado. Se intenta otra vez por sí solo.',
    en: 'Something failed on our side. It is tried again by itself.',
  },
  too_large: { es: 'Es más grande de lo que se acepta aquí.', en: 'It is larger than what is accepted here.' },
  host: {
    es: 'Viene de una dirección de la que no se aceptan archivos.',
    en: 'It comes from an address that files are not taken from.',
  },
  refused: { es: 'WhatsApp no permitió descargarlo.', en: 'WhatsApp did not allow it to be downloaded.' },
  channel_gone: { es: 'El canal ya no está conectado.', en: 'The channel is no longer connected.' },
  missing: { es: 'WhatsApp ya no lo tiene.', en: 'WhatsApp no longer has it.' },
  expired: {
    es: 'WhatsApp lo guardó solo unos días, y no se pudo descargar a tiempo.',
    en: 'WhatsApp kept it for a few days only, and it could not be downloaded in time.',
  },
} as const satisfies Record<string, Record<Lang, string>>

export type Reason = keyof typeof reasons

export interface Judgement {
  /** failed: only when somebody asks; gone: never again. */
  state: 'waiting' | 'failed' | 'gone'
  reason: Reason
  /** Until the next try, of one that waits. */
  afterSeconds: number
}

/** An address that answers 404 may be one that is not there yet. */
const MISSING_TRIES = 5
const REFUSED_TRIES = 8
const FIRST_PAUSE = 5
const LONGEST_PAUSE = 900
const FULL_PAUSE = 60

/** What comes of a try, the `tries`-th, that ended with `error`; `secondsLeft` is how long the address still lives. */
export function judgeFault(error: unknown, tries: number, secondsLeft: number): Judgement {
  const final = (state: 'failed' | 'gone', reason: Reason): Judgement => ({ state, reason, afterSeconds: 0 })
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 20))
  const again = (reason: Reason, afterSeconds = pause): Judgement =>
    afterSeconds >= secondsLeft ? final('gone', 'expired') : { state: 'waiting', reason, afterSeconds }

  if (error instanceof StorageFull) return again('storage_full', FULL_PAUSE)
  if (error instanceof TooLarge) return final('failed', 'too_large')
  if (error instanceof Refusal) return final('failed', 'channel_gone')
  if (!(error instanceof ProviderFault)) return again('internal')
  if (error.verdict !== 'refused') return again('provider_away', Math.max(pause, (error.retryAfterMs ?? 0) / 1000))
  if (error.code === 'too_large' || error.code === 'host') return final('failed', error.code)
  if (error.status === 410) return final('gone', 'missing')
  if (error.status === 404) return tries < MISSING_TRIES ? again('provider_away') : final('gone', 'missing')
  return tries < REFUSED_TRIES ? again('provider_away') : final('failed', 'refused')
}
