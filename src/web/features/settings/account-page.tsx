import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { RingSettings } from '../ring/ring-settings.tsx'
import { ChangePassword } from './change-password.tsx'
import { Personal } from './personal.tsx'
import { Told } from './told.tsx'
import { TwoFactor } from './two-factor.tsx'

/** Mi cuenta: what belongs to the person, in whichever company. */
export function AccountPage() {
  const { t } = useTranslation('settings')
  const { person, active, isOperator } = useSession()
  return (
    <Page title={t('account.title')} sentence={person.email} narrow>
      {!active && !isOperator && <Notice tone="amber">{t('account.noCompany')}</Notice>}
      <Personal />
      <ChangePassword />
      <TwoFactor />
      <Told />
      <RingSettings />
    </Page>
  )
}
