import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { Notice } from '../../../ui/notice.tsx'
import { DraftNotice } from '../approval/draft-notice.tsx'
import { LikelyCauses } from '../likely-causes.tsx'
import { type TemplateDetail, useTemplateWords } from '../template-words.ts'
import type { Form } from '../wizard/values.ts'
import styles from '../template-page.module.css'

/** An edit that is on its way or was refused, and why one that was made elsewhere cannot be sent from here (TP-8). */
export function LifeNotices({ template }: { template: TemplateDetail }) {
  const { id, unsendable } = template
  const { t } = useTranslation(['template-life', 'templates'])
  const may = useMay()
  const { data: life } = useQuery(orpc.templates.life.queryOptions({ input: { id } }))
  const last = life?.lastEdit
  const refusal = useTemplateWords().reason({ statusWord: 'EDIT_REFUSED', reason: last?.reason ?? null })
  return (
    <div className={styles.notices}>
      <DraftNotice template={template} />
      {unsendable !== null && (
        <Notice tone="amber" title={t('unsendable.title')}>
          {t(`unsendable.${unsendable}`, { defaultValue: t('unsendable.other_type') })} {t('unsendable.what')}
        </Notice>
      )}
      {last?.status === 'sending' && (
        <Notice tone="blue" title={t('onItsWay')}>
          {t('onItsWayWhat')}
        </Notice>
      )}
      {last?.status === 'refused' && (
        <Notice tone="red" title={t('editRefused')}>
          <div className={styles.refused}>
            <p>{t('editRefusedWhat')}</p>
            {refusal && <p>{refusal}</p>}
            {last.reason && !refusal?.includes(last.reason) && (
              <p>
                {t('templates:history.raw')} <q>{last.reason}</q>
              </p>
            )}
            <LikelyCauses written={last.content as Form} word="EDIT_REFUSED" reason={last.reason} />
          </div>
          {may('templates.write') && life?.edit.barrier === null && (
            <Button
              mt={12}
              variant="default"
              renderRoot={(props) => (
                <Link to="/plantillas/$templateId/editar" params={{ templateId: id }} {...props} />
              )}
            >
              {t('mendEdit')}
            </Button>
          )}
        </Notice>
      )}
    </div>
  )
}
