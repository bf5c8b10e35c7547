import { Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../../api.ts'
import { ConsequenceDialog } from '../../../ui/consequence-dialog.tsx'
import { useDates } from '../../../ui/dates.ts'
import { toastDone } from '../../../ui/toast.tsx'
import { useNow } from '../../workspace/use-now.ts'
import { type TemplateRow, useTemplateWords } from '../template-words.ts'

interface Props {
  template: Pick<TemplateRow, 'id' | 'name' | 'displayName' | 'language'> | null
  channelId: string
  /** Its own page is open, and will show nothing any more. */
  leave: boolean
  onClose: () => void
}

/** Deletes one language of a name, after its name was typed (TP-8, NAME-05, NAME-06). */
export function DeleteDialog({ template, channelId, leave, onClose }: Props) {
  const { t } = useTranslation('template-life')
  const words = useTemplateWords()
  const dates = useDates()
  const now = useNow(60_000)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: life } = useQuery({
    ...orpc.templates.life.queryOptions({ input: { id: template?.id ?? '' } }),
    enabled: template !== null,
  })
  const remove = async ({ id, name, displayName }: NonNullable<Props['template']>) => {
    await client.templates.remove({ id, name })
    if (leave) await navigate({ to: '/canales/$channelId/plantillas', params: { channelId } })
    void queries.invalidateQueries({ queryKey: orpc.templates.list.key() })
    toastDone(t('deleted', { name: displayName }))
  }
  const { assignments = 0, waitingMessages = 0, otherLanguages = [], reservedUntil } = life?.remove ?? {}
  return (
    <ConsequenceDialog
      opened={template !== null}
      onClose={onClose}
      title={t('deleteTitle', { name: template?.displayName ?? '' })}
      verb={t('delete')}
      disabled={!life}
      {...(template && { typed: template.name })}
      figures={[
        { value: assignments, label: t('figures.assignments', { count: assignments }) },
        { value: waitingMessages, label: t('figures.waiting', { count: waitingMessages }) },
      ]}
      onConfirm={async () => template && remove(template)}
    >
      <Stack gap={8}>
        <Text inherit>{template && t('deleteWhat', { language: words.language(template.language) })}</Text>
        {otherLanguages.length > 0 && (
          <Text inherit>
            {t('othersStay', { languages: otherLanguages.map((code) => words.language(code)).join(', ') })}
          </Text>
        )}
        {life && (
          <Text inherit>
            {!reservedUntil
              ? t('soonFree')
              : new Date(reservedUntil).getTime() > now
                ? t('reserved', { when: dates.full(reservedUntil) })
                : t('free')}
          </Text>
        )}
      </Stack>
    </ConsequenceDialog>
  )
}
