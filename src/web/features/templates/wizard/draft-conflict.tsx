import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftKeeper, Keeping } from './draft-keeper.ts'

interface Props {
  keeper: DraftKeeper
  keeping: Keeping
  onOpenTheirs: (draftId: string) => Promise<void>
}

/** Somebody else saved this draft meanwhile. Both texts stay, as two drafts; one says only which to go on with. */
export function DraftConflict({ keeper, keeping, onOpenTheirs }: Props) {
  const { t } = useTranslation('templates')
  const [busy, setBusy] = useState<'mine' | 'theirs' | null>(null)
  const theirs = keeping.draft?.id
  const settle = async (choice: 'mine' | 'theirs') => {
    setBusy(choice)
    await keeper.keepApart()
    if (choice === 'theirs' && theirs) await onOpenTheirs(theirs)
    setBusy(null)
  }
  return (
    <Modal
      opened={keeping.status === 'conflict' || busy !== null}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('conflict.title')}
      size={480}
    >
      <Text mb={20}>
        {keeping.problem} {t('conflict.what')}
      </Text>
      <Group justify="flex-end">
        <Button
          variant="default"
          loading={busy === 'theirs'}
          disabled={busy === 'mine'}
          onClick={() => void settle('theirs')}
        >
          {t('conflict.theirs')}
        </Button>
        <Button
          loading={busy === 'mine'}
          disabled={busy === 'theirs'}
          onClick={() => void settle('mine')}
          data-autofocus
        >
          {t('conflict.mine')}
        </Button>
      </Group>
    </Modal>
  )
}
