import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../../ui/notice.tsx'
import { reviewOf } from './editor-of.ts'
import type { Draft } from './sides.ts'

const TONES = { asked: 'amber', approved: 'green', changes_wanted: 'red' } as const

/** Whoever writes on a draft knows what hangs on its text (TP-10). */
export function WizardNotice({ draft }: { draft: Draft | undefined }) {
  const { t } = useTranslation('template-approval')
  if (!draft || draft.state === 'draft') return null
  const said = draft.state === 'changes_wanted' ? draft.comments.at(-1) : undefined
  return (
    <Notice tone={TONES[draft.state]} title={t(`wizard.${draft.state}`)}>
      {said && <p>{`${said.author.name}: ${said.text}`}</p>}
      <Anchor inherit underline="always" renderRoot={(props) => <Link {...reviewOf(draft)} {...props} />}>
        {t('see')}
      </Anchor>
    </Notice>
  )
}
