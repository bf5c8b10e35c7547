import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Message } from './message.ts'
import { plainText } from '../../../../rules/whatsapp-format/plain.ts'
import { useThreadActions } from './thread-context.ts'
import styles from './thread.module.css'

/** What a message answers, in small; it leads there, however far up it stands. */
export function Quoted({ quote }: { quote: NonNullable<Message['quote']> }) {
  const { t } = useTranslation('thread')
  const { contactName, goTo } = useThreadActions()
  const { id, direction, kind, text, senderName, deleted } = quote
  if (id === null) return <div className={styles.quoted}>{t('quoteUnknown')}</div>
  const words = deleted ? t('deleted') : plainText(text) || t(`kind.${kind}`, t('kind.unsupported'))
  return (
    <UnstyledButton className={styles.quoted} onClick={() => goTo(id)} title={t('goToQuoted')}>
      <b>{direction === 'in' ? contactName : (senderName ?? t('us'))}</b>
      <span>{words}</span>
    </UnstyledButton>
  )
}
