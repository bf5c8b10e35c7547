import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Keeping } from './draft-keeper.ts'
import { SavedMark } from './saved-mark.tsx'
import styles from './wizard.module.css'

interface Props {
  keeping: Keeping
  /** The verb of the last step; null before it. */
  verb: string | null
  busy: boolean
  onBack: (() => void) | null
  onSave: () => void
}

export function WizardFoot({ keeping, verb, busy, onBack, onSave }: Props) {
  const { t } = useTranslation('templates')
  const nothingYet = keeping.status === 'untouched' && !keeping.draft
  return (
    <div className={styles.foot}>
      <SavedMark keeping={keeping} />
      <Group gap={8} className={styles.actions}>
        <Button variant="default" onClick={onSave} disabled={nothingYet}>
          {t('draft.save')}
        </Button>
        {onBack && (
          <Button variant="default" onClick={onBack}>
            {t('wizard.back')}
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {verb ?? t('wizard.continue')}
        </Button>
      </Group>
    </div>
  )
}
