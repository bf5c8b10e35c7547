import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import styles from './exchanges.module.css'
import { pretty } from './pretty.ts'

type Exchange = Outputs['exchanges']['ofChannel']['items'][number]

/** One call and its answer: the line says what and how it went, opened it shows both bodies. */
export function ExchangeItem({ exchange, opened }: { exchange: Exchange; opened: boolean }) {
  const { t } = useTranslation('exchanges')
  const { full, time } = useDates()
  const { method, path, at, status, durationMs, verdict, error } = exchange
  return (
    <details className={styles.item} open={opened}>
      <summary className={styles.line}>
        <Icon name="chevron-right" size={16} />
        <span className={styles.call}>
          <strong>{method}</strong> {path}
        </span>
        <span className={styles.outcome}>
          <StatusBadge tone={verdict === null ? 'green' : 'red'} icon={verdict === null ? 'check' : 'warning'}>
            {status ?? t('noAnswer')}
          </StatusBadge>
          <span className={styles.quiet}>{t('ms', { ms: durationMs })}</span>
          <time className={styles.quiet} dateTime={at} title={full(at)}>
            {time(at)}
          </time>
        </span>
      </summary>
      <div className={styles.bodies}>
        <p className={styles.quiet}>{full(at)}</p>
        {verdict !== null && (
          <p className={styles.fault}>
            {t(`verdict.${verdict}`, { defaultValue: verdict })}
            {error && `: ${error}`}
          </p>
        )}
        <Body title={t('request')} text={exchange.request} />
        <Body title={t('response')} text={exchange.response} />
      </div>
    </details>
  )
}

function Body({ title, text }: { title: string; text: string | null }) {
  const { t } = useTranslation('exchanges')
  const shown = pretty(text)
  return (
    <section className={styles.body}>
      <div className={styles.head}>
        <h3>{title}</h3>
        {shown !== null && (
          <CopyButton value={shown}>
            {({ copied, copy }) => (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
                onClick={copy}
              >
                {t(copied ? 'ui:copied' : 'ui:copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </div>
      {shown === null ? (
        <p className={styles.quiet}>{t('nothing')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0} aria-label={title}>
          {shown}
        </pre>
      )}
    </section>
  )
}
