import { Page } from '../../ui/page.tsx'

export function RequestTemplatePage() {
  return <Page title="RequestTemplatePage">{null}</Page>
}
