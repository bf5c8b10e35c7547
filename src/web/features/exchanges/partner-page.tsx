import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { usePartnerExchanges } from './use-exchanges.ts'

/** What the partner account said and heard that concerns no company. */
export function PartnerPage() {
  const { t } = useTranslation('exchanges')
  return (
    <Page title={t('partner.title')} sentence={t('partner.sentence')}>
      <ExchangeList query={usePartnerExchanges()} />
    </Page>
  )
}
