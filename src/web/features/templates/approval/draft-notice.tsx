import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { TemplateDetail } from '../template-words.ts'
import { reviewOf } from './editor-of.ts'

/** A template tells of the draft that is to change it (TP-10). */
export function DraftNotice({ template: { id, channelId } }: { template: TemplateDetail }) {
  const { t } = useTranslation('template-approval')
  const { data } = useQuery(orpc.approvals.draftOf.queryOptions({ input: { id } }))
  if (!data?.draft) return null
  const { draft } = data
  return (
    <Notice tone="blue" title={t('template.title')}>
      <p>
        {t('template.what', { state: t(`state.${draft.state}`).toLowerCase() })}{' '}
        <Anchor
          inherit
          underline="always"
          renderRoot={(props) => <Link {...reviewOf({ id: draft.id, channelId })} {...props} />}
        >
          {t('see')}
        </Anchor>
      </p>
    </Notice>
  )
}
