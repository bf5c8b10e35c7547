import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { Notice } from '../../ui/notice.tsx'
import { useBarrier } from './life/use-barrier.ts'
import { LikelyCauses } from './likely-causes.tsx'
import { type TemplateDetail, toldOf, useTemplateWords } from './template-words.ts'
import styles from './template-page.module.css'

/** What is there no more has nothing to mend. */
const BEYOND_MENDING = new Set(['DELETED', 'DISABLED'])

/** Why it was refused, which rules most likely caused it, and the way on (TP-2, TP-6). */
export function TemplateRefusal({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templates')
  const may = useMay()
  const reason = useTemplateWords().reason(toldOf(template))
  if (template.status !== 'rejected' || BEYOND_MENDING.has(template.statusWord) || reason === null) return null
  return (
    <div className={styles.refusal}>
      <Notice tone="red" title={t('whyRejected')}>
        <p>{reason}</p>
        <LikelyCauses written={template} word={template.statusWord} reason={template.reason ?? template.reasonDetail} />
        {may('templates.write') && <MendButton template={template} />}
      </Notice>
    </div>
  )
}

/** The way on, or why there is none just now. */
function MendButton({ template: { id, channelId, statusWord } }: { template: TemplateDetail }) {
  const { t } = useTranslation(['templates', 'template-life'])
  const barrier = useBarrier()
  const { data: life } = useQuery(orpc.templates.life.queryOptions({ input: { id } }))
  if (!life) return null
  const why = barrier.edit(life)
  if (why !== null) return <p>{why}</p>
  return (
    <Button
      mt={12}
      variant="default"
      renderRoot={(props) =>
        statusWord === 'NOT_ACCEPTED' ? (
          <Link to="/canales/$channelId/plantillas/nueva" params={{ channelId }} search={{ desde: id }} {...props} />
        ) : (
          <Link to="/plantillas/$templateId/editar" params={{ templateId: id }} {...props} />
        )
      }
    >
      {statusWord === 'NOT_ACCEPTED' ? t('mendAndRequest') : t('template-life:mendRejected')}
    </Button>
  )
}
