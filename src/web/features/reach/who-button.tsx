import { Anchor, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import { AssignDialog } from '../templates/assign-dialog.tsx'
import { WhoDialog } from './who-dialog.tsx'

interface Props {
  template: { id: string; displayName: string }
  channelId: string
  /** In a row of a list, as words among others. */
  quiet?: boolean
}

/** AS-3: opens the explanation, and from there the window that mends a missing assignment. */
export function WhoButton({ template, channelId, quiet = false }: Props) {
  const { t } = useTranslation('reach')
  const [open, setOpen] = useState<'who' | 'assign' | null>(null)
  const ask = () => setOpen('who')
  return (
    <>
      {quiet ? (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={ask}
          aria-label={`${t('who.title')} ${template.displayName}`}
        >
          {t('who.title')}
        </Anchor>
      ) : (
        <Button variant="default" leftSection={<Icon name="eye" size={16} />} onClick={ask}>
          {t('who.title')}
        </Button>
      )}
      {open && (
        <>
          <WhoDialog
            template={open === 'who' ? template : null}
            onClose={() => setOpen(null)}
            onAssign={() => setOpen('assign')}
          />
          <AssignDialog
            template={open === 'assign' ? template : null}
            channelId={channelId}
            onClose={() => setOpen('who')}
          />
        </>
      )}
    </>
  )
}
