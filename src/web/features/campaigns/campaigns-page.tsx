import { Page } from '../../ui/page.tsx'

export function CampaignsPage() {
  return <Page title="CampaignsPage">{null}</Page>
}
