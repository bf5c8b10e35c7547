import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { Notice } from '../../../ui/notice.tsx'

/** From here on it is told: nine tenths of a limit. */
const NEAR = 0.9

/** What the account allows, where it comes near to a limit (LIM-01, LIM-02). */
export function LimitsNotice({ channelId }: { channelId: string }) {
  const { t } = useTranslation('template-life')
  const { data } = useQuery(orpc.templates.limits.queryOptions({ input: { channelId } }))
  if (!data) return null
  const { templates, limit, verifiedLimit, createdInLastHour, hourLimit } = data
  const nearPlain = templates >= limit * NEAR && templates <= limit * 1.2
  const nearVerified = templates >= verifiedLimit * NEAR
  const nearHour = createdInLastHour >= hourLimit * NEAR
  if (!nearPlain && !nearVerified && !nearHour) return null
  return (
    <Notice tone="amber" title={t('limits.title')}>
      {nearPlain && <p>{t('limits.templates', { count: templates, limit, verifiedLimit })}</p>}
      {nearVerified && <p>{t('limits.verified', { count: templates, verifiedLimit })}</p>}
      {nearHour && <p>{t('limits.hour', { count: createdInLastHour, hourLimit })}</p>}
    </Notice>
  )
}
