import { ActionIcon, Tooltip } from '@mantine/core'
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useKept } from '../../../../kept.ts'
import { Icon } from '../../../../ui/icon.tsx'
import type { Quoted } from '../outbox.ts'
import styles from './write.module.css'

/** What the next message answers; kept with the draft. */
export const useQuoted = (ticketId: string) => useKept<Quoted | null>(`quote.${ticketId}`, null)

/** Set where one can write: a message of the thread that is answered. */
export const QuoteContext = createContext<((quoted: Quoted) => void) | null>(null)

/** Beside a message, to answer just that one. */
export function QuoteButton({ quoted }: { quoted: Quoted }) {
  const { t } = useTranslation('write')
  const onQuote = useContext(QuoteContext)
  if (!onQuote) return null
  return (
    <Tooltip label={t('quote.answer')}>
      <ActionIcon
        className={styles.quoteButton}
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('quote.answerTo', { name: quoted.name, text: quoted.text.slice(0, 60) })}
        onClick={() => onQuote(quoted)}
      >
        <Icon name="reply" size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

/** Over the field, what is answered; Escape or the cross drops it. */
export function QuoteChip({ quoted, onDrop }: { quoted: Quoted; onDrop: () => void }) {
  const { t } = useTranslation('write')
  return (
    <div className={styles.quote} role="group" aria-label={t('quote.to', { name: quoted.name })}>
      <div className={styles.quoteWords}>
        <b>{quoted.name}</b>
        <div className={styles.quoteText}>{quoted.text || t('quote.file')}</div>
      </div>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('quote.drop')} onClick={onDrop}>
        <Icon name="x" size={16} />
      </ActionIcon>
    </div>
  )
}
