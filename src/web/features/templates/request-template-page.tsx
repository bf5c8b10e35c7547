import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { orpc } from '../../api.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { type Backup, findBackup } from './wizard/backup.ts'
import { contentFrom, copyFrom, translationFrom } from './wizard/content-from.ts'
import { STEPS } from './wizard/steps.ts'
import { type Opening, TemplateWizard } from './wizard/template-wizard.tsx'
import { BLANK, type Content, valuesOf } from './wizard/values.ts'

const FROM = '/frame/canales/$channelId/plantillas/nueva'

interface Start {
  borrador?: string
  desde?: string
  copia?: string
  idioma?: string
}

/** "Solicitar plantilla": from nothing, from a draft, from a template that was not accepted, or as a copy of one (TP-8). */
export function RequestTemplatePage() {
  const { t } = useTranslation('templates')
  const { channelId } = useParams({ from: FROM })
  const queries = useQueryClient()
  // The address follows the draft as it is saved; what was opened is what it said at first.
  const [start, setStart] = useState<Start>(useSearch({ from: FROM }))
  const channel = useQuery(orpc.channels.get.queryOptions({ input: { id: channelId } }))
  const identifier = channel.data?.identifier
  const openDraft = async (borrador: string) => {
    await queries.invalidateQueries({ queryKey: orpc.templates.drafts.key(), refetchType: 'none' })
    setStart({ borrador })
  }
  return (
    <Page
      title={t('request')}
      sentence={channel.data && [identifier && prettyPhone(identifier), channel.data.alias].filter(Boolean).join(' · ')}
      back={{ to: `/canales/${channelId}/plantillas`, label: t('title') }}
    >
      {channel.data?.state === 'pending' ? (
        <EmptyState>{t('channelPending')}</EmptyState>
      ) : (
        <Opened
          key={start.borrador ?? start.desde ?? start.copia ?? start.idioma ?? ''}
          channelId={channelId}
          start={start}
          onOpenDraft={openDraft}
        />
      )}
    </Page>
  )
}

interface OpenedProps {
  channelId: string
  start: Start
  onOpenDraft: (draftId: string) => Promise<void>
}

function Opened({ channelId, start, onOpenDraft }: OpenedProps) {
  const { t } = useTranslation('templates')
  const query = useOpening(channelId, start)
  if (query.error) return <ErrorState error={query.error} onRetry={query.retry} />
  if (query.opening === undefined) return <LoadingState />
  if (query.opening === null) {
    return (
      <EmptyState
        action={
          <Button component={Link} to={`/canales/${channelId}/plantillas`} variant="default">
            {t('draft.toList')}
          </Button>
        }
      >
        {t('draft.gone')}
      </EmptyState>
    )
  }
  return <TemplateWizard channelId={channelId} opening={query.opening} onOpenDraft={onOpenDraft} />
}

/** Undefined while it loads, null when the draft is there no more. */
function useOpening(channelId: string, { borrador, desde, copia, idioma }: Start) {
  const { t } = useTranslation('template-life')
  const source = desde ?? copia ?? idioma
  const drafts = useQuery({
    ...orpc.templates.drafts.queryOptions({ input: { channelId } }),
    enabled: borrador !== undefined,
    // A draft must be opened as it stands now: saving names the version it began with.
    refetchOnMount: 'always',
  })
  const template = useQuery({
    ...orpc.templates.get.queryOptions({ input: { id: source ?? '' } }),
    enabled: source !== undefined && borrador === undefined,
  })
  const [opening, setOpening] = useState<Opening | null>()
  const retry = () => void (borrador ? drafts : template).refetch()
  const error = drafts.error ?? template.error

  if (opening === undefined) {
    if (borrador !== undefined) {
      const draft = drafts.data?.find(({ id }) => id === borrador)
      if (draft && drafts.isFetchedAfterMount) {
        const { id, version, content } = draft
        setOpening(openingOf(findBackup(channelId, id) ?? { content, draft: { id, version } }, content))
      } else if (drafts.isFetchedAfterMount && drafts.data) setOpening(null)
    } else if (source === undefined) setOpening(openingOf(findBackup(channelId, undefined)))
    else if (template.data) {
      const { data } = template
      const copied = copia ? copyFrom(data, t('copyOf', { name: data.displayName })) : idioma && translationFrom(data)
      const values = valuesOf(copied || contentFrom(data))
      setOpening({ values, step: idioma ? 'setup' : 'names', draft: null, isUnsaved: Boolean(copied) })
    }
  }
  return { opening, error: opening === undefined ? error : null, retry }
}

/** What this browser still holds of it goes before what the server has: if somebody saved meanwhile, saving tells. */
function openingOf(found: Backup | null, kept?: Content): Opening {
  if (!found) return { values: BLANK, step: 'names', draft: null, isUnsaved: false }
  const { content, draft } = found
  const values = valuesOf(content)
  return { values, step: STEPS[content.step] ?? 'names', draft, isUnsaved: content !== kept }
}
