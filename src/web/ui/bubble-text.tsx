import { UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldAt } from '../../rules/whatsapp-format/fold.ts'
import styles from './bubble.module.css'
import { FormattedText, type Mark } from './formatted-text.tsx'

interface Props {
  text: string
  names: Readonly<Record<string, string>> | undefined
  marks: readonly Mark[] | undefined
  fold: 'marketing' | 'long'
  links: boolean | undefined
}

/** The words of a message, folded where WhatsApp folds them (BODY-15) until one asks for the rest. */
export const BubbleText = memo(function BubbleText({ text, names, marks, fold, links }: Props) {
  const { t } = useTranslation('bubble')
  const [open, setOpen] = useState(false)
  const end = open ? null : foldAt(text, fold === 'marketing')
  return (
    <div className={styles.body}>
      <FormattedText text={text} names={names} marks={marks} end={end} links={links} />
      {end !== null && (
        <>
          …{' '}
          <UnstyledButton className={styles.more} aria-expanded={false} onClick={() => setOpen(true)}>
            {t('readMore')}
          </UnstyledButton>
        </>
      )}
    </div>
  )
})
