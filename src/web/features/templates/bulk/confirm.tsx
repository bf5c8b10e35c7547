import { Button, Checkbox, Group, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApprovalSetting } from '../approval/use-approval.ts'
import styles from './bulk.module.css'
import type { Line, Mode } from './use-import.ts'

interface Props {
  lines: readonly Line[]
  busy: boolean
  onMake: (mode: Mode, overrides: string[]) => void
  onAgain: () => void
}

/** Drafts or requests; what may be overruled is asked for by name (TP-5). */
export function Confirm({ lines, busy, onMake, onAgain }: Props) {
  const { t } = useTranslation('template-bulk')
  const [mode, setMode] = useState<Mode>('drafts')
  const [overrules, setOverrules] = useState(false)
  const wantsApproval = useApprovalSetting()?.on ?? false
  const wording = mode === 'requests' && wantsApproval ? 'asks' : mode
  const ready = lines.filter(({ outcome }) => outcome === 'ready').length
  const overridable = lines.filter(({ outcome }) => outcome === 'overridable')
  const errors = overridable.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))
  const rules = [...new Set(errors.map(({ rule }) => rule))]
  const count = ready + (mode === 'drafts' || overrules ? overridable.length : 0)
  return (
    <div className={styles.confirm}>
      {ready + overridable.length > 0 && (
        <Radio.Group
          label={t('what')}
          value={mode}
          onChange={(value) => setMode(value === 'drafts' ? value : 'requests')}
        >
          <Radio value="drafts" label={t('mode.drafts')} description={t('modeHelp.drafts')} mt={8} />
          <Radio
            value="requests"
            label={t(wantsApproval ? 'mode.asks' : 'mode.requests')}
            description={t(wantsApproval ? 'modeHelp.asks' : 'modeHelp.requests')}
            mt={8}
          />
        </Radio.Group>
      )}
      {mode === 'requests' && overridable.length > 0 && (
        <Checkbox
          checked={overrules}
          onChange={(event) => setOverrules(event.currentTarget.checked)}
          label={t('overrule', { count: overridable.length, rules: rules.join(', ') })}
        />
      )}
      <Group gap={8}>
        {count > 0 && (
          <Button loading={busy} onClick={() => onMake(mode, overrules ? rules : [])}>
            {t(`make.${wording}`, { count })}
          </Button>
        )}
        <Button variant="default" onClick={onAgain} disabled={busy}>
          {t('another')}
        </Button>
      </Group>
      {ready + overridable.length === 0 && <p className={styles.quiet}>{t('noneToMake')}</p>}
    </div>
  )
}
