import { Button, CopyButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import exchanges from '../exchanges/exchanges.module.css'
import { pretty } from '../exchanges/pretty.ts'
import styles from './health.module.css'

/** What came, to be read line by line and copied as it came. */
export function RawText({ raw, label, actions }: { raw: string; label: string; actions?: ReactNode }) {
  const { t } = useTranslation('health')
  return (
    <>
      <div className={styles.row}>
        <CopyButton value={raw}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}
              onClick={copy}
            >
              {t(copied ? 'ui:copied' : 'ui:copy')}
            </Button>
          )}
        </CopyButton>
        {actions}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className={exchanges.text} tabIndex={0} aria-label={label}>
        {pretty(raw) ?? t('asides.empty')}
      </pre>
    </>
  )
}
