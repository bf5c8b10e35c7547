import { Answers } from './answers.tsx'
import { Cards } from './cards.tsx'
import { MediaView } from './media-view.tsx'
import { Place } from './place.tsx'
import { answersOf, cardsOf, placeOf } from './read-content.ts'
import type { Message } from '../message.ts'

/** What a message brings beside its words, or nothing: a file, a place, people. */
export function attachmentOf(message: Message, contactName: string) {
  if (message.media) return <MediaView media={message.media} kind={message.kind} from={contactName} />
  const place = placeOf(message)
  if (place) return <Place {...place} />
  const answers = answersOf(message)
  if (answers.length > 0) return <Answers answers={answers} />
  const cards = cardsOf(message)
  return cards.length > 0 ? <Cards cards={cards} /> : undefined
}
