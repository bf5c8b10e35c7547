import type { ReactNode } from 'react'
import type { MessageStatus } from '../../rules/message-status.ts'
import { BubbleButtons, type BubbleButton } from './bubble-buttons.tsx'
import { type BubbleFile, BubbleMedia } from './bubble-media.tsx'
import { BubbleText } from './bubble-text.tsx'
import styles from './bubble.module.css'
import { type Mark, Variables } from './formatted-text.tsx'
import { Ticks } from './ticks.tsx'

interface Props {
  /** Stands above the words: a picture, a player, a place. */
  attachment?: ReactNode
  /** A template's file, or the place where it will stand. */
  file?: BubbleFile | null | undefined
  header?: string | null | undefined
  /** With WhatsApp's own marks: *bold*, _italic_, ~struck~, ```mono```, `code`, lists, quotes. */
  body: string
  footer?: string | null | undefined
  buttons?: readonly BubbleButton[] | undefined
  side?: 'in' | 'out'
  /** As it is shown: "10:42". */
  time?: string | undefined
  status?: MessageStatus | null | undefined
  /** What to call variables that have no value yet: by number, the header's under `h1`. */
  names?: Readonly<Record<string, string>> | undefined
  /** Words of the body that a finding is about. */
  marks?: readonly Mark[] | undefined
  /** Where WhatsApp folds the body: it folds marketing earlier. */
  fold?: 'marketing' | 'long'
  /** The first of several by the same person points to them. */
  tail?: boolean
  /** The links of its words lead somewhere. */
  links?: boolean
}

/** A message as WhatsApp draws it. */
export function Bubble(props: Props) {
  const { attachment, file, header, body, footer, buttons = [], side = 'out', time, status, names } = props
  const tail = props.tail ?? true
  return (
    <div className={styles.message} data-side={side} data-tail={tail || undefined}>
      <div className={styles.bubble} data-file={file ? true : undefined}>
        {attachment}
        {file && <BubbleMedia file={file} />}
        <div className={styles.words}>
          {header && (
            <div className={styles.header}>
              <Variables text={header} names={names} prefix="h" />
            </div>
          )}
          <BubbleText text={body} names={names} marks={props.marks} fold={props.fold ?? 'long'} links={props.links} />
          {footer && <span className={styles.footer}>{footer}</span>}
          {(time || status) && (
            <span className={styles.meta}>
              {time}
              {status && <Ticks status={status} />}
            </span>
          )}
        </div>
      </div>
      <BubbleButtons buttons={buttons} />
    </div>
  )
}
