import { useDebouncedValue } from '@mantine/hooks'
import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { placeOf } from './judge.ts'
import { stepOf } from './steps.ts'
import type { Wizard } from './use-wizard.ts'

const QUIET_MS = 1500

/** Says, once typing has paused, how much is found on this step: what it is stands at each field. */
export function Announcer({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { findings, step, values, at } = wizard
  const here = findings.filter((finding) => {
    const place = placeOf(finding)
    return (step === 'confirm' || stepOf(place, values) === step) && (step === 'confirm' || at(place).includes(finding))
  })
  const errors = here.filter(({ severity }) => severity === 'error').length
  const words = t('wizard.found', {
    errors: t('wizard.errors', { count: errors }),
    others: t('wizard.others', { count: here.length - errors }),
  })
  const [said] = useDebouncedValue(here.length > 0 ? words : t('wizard.foundNothing'), QUIET_MS)
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}
