import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { likelyCauses } from '../../../rules/rejection-causes.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { judgeTemplate } from './judge-template.ts'
import styles from './template-page.module.css'
import { RuleLink } from './wizard/findings.tsx'

interface Props {
  written: Parameters<typeof judgeTemplate>[0]
  word: string
  reason: string | null
}

/** The rules that most likely made Meta refuse what was written (TP-2, TP-6). */
export function LikelyCauses({ written, word, reason }: Props) {
  const { t } = useTranslation('templates')
  const lang = currentLanguage()
  const causes = useMemo(
    () => likelyCauses({ word, reason }, judgeTemplate(written, lang)),
    [written, word, reason, lang],
  )
  if (causes.length === 0) return <p>{t('causes.none')}</p>
  return (
    <>
      <p className={styles.causesTitle}>{t('causes.title')}</p>
      <ul className={styles.causes}>
        {causes.map(({ rule, field, message }) => (
          <li key={`${rule} ${field}`}>
            <RuleLink rule={rule} /> {message}
          </li>
        ))}
      </ul>
    </>
  )
}
