import { orpc } from '../api.ts'
import { authCall } from '../auth.ts'
import { type Language, speak } from '../i18n/language.ts'
import { queries } from './queries.ts'
import { sessionQuery } from './session.ts'

/** Switches the screens at once and keeps the choice with the person, for mails and other devices. */
export async function changeLanguage(language: Language): Promise<void> {
  await speak(language)
  await authCall('/update-user', { locale: language })
  await queries.invalidateQueries(sessionQuery)
  // Sentences that the server words are asked for again in the new language.
  await queries.invalidateQueries({ queryKey: orpc.key() })
}
