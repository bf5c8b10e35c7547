import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.ts'
import { Page } from '../../ui/page.tsx'
import { ChangePassword } from './change-password.tsx'
import { Personal } from './personal.tsx'
import { TwoFactor } from './two-factor.tsx'

/** Mi cuenta: what belongs to the person, in whichever company. */
export function AccountPage() {
  const { t } = useTranslation('settings')
  const { person, active, isOperator } = useSession()
  return (
    <Page title={t('account.title')} sentence={person.email} narrow>
      {!active && !isOperator && (
        <Alert color="yellow" mb="lg">
          {t('account.noCompany')}
        </Alert>
      )}
      <Personal />
      <ChangePassword />
      <TwoFactor />
    </Page>
  )
}
