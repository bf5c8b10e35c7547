import { Anchor, Input, Radio } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { SearchBox } from '../../../ui/filter-bar.tsx'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import styles from './send.module.css'
import type { SendableTemplate } from './use-choices.ts'

interface Props {
  /** Absent until campaign and queue are chosen. */
  list: UseQueryResult<SendableTemplate[]> | undefined
  isEmpty: boolean
  campaignName: string
  queueName: string
  q: string
  onSearch: (q: string) => void
  chosenId: string | undefined
  onChoose: (id: string) => void
  error: string | null
}

/** The templates that may be sent from this campaign and queue, or why there are none. */
export function TemplatePicker(props: Props) {
  const { t } = useTranslation('workspace')
  const { list, isEmpty, q, onSearch, chosenId, onChoose, error } = props
  const id = useId()
  return (
    <div>
      <div className={styles.pickerHead}>
        <Input.Label id={id} labelElement="div" required size="md">
          {t('dialog.template')}
        </Input.Label>
        {list && !isEmpty && (
          <div>
            <SearchBox label={t('dialog.search')} value={q} onChange={onSearch} />
          </div>
        )}
      </div>
      <div className={styles.picker} data-wrong={error !== null || undefined}>
        {!list ? (
          <Quiet>{t('dialog.placeFirst')}</Quiet>
        ) : list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <LoadingState />
        ) : isEmpty ? (
          <NoTemplates {...props} />
        ) : list.data.length === 0 ? (
          <Quiet>{t('dialog.nothingFound', { q })}</Quiet>
        ) : (
          <Radio.Group value={chosenId ?? null} onChange={onChoose} aria-labelledby={id}>
            {list.data.map((template) => (
              <Choice key={template.id} template={template} wrong={error !== null} />
            ))}
          </Radio.Group>
        )}
      </div>
      {error && (
        <Input.Error size="md" mt={6}>
          {error}
        </Input.Error>
      )}
    </div>
  )
}

function Choice({ template, wrong }: { template: SendableTemplate; wrong: boolean }) {
  const { t, i18n } = useTranslation('workspace')
  const { id, displayName, language, category, channelAlias, body } = template
  const languageName = new Intl.DisplayNames(i18n.language, { type: 'language' }).of(language.replace('_', '-'))
  return (
    <label className={styles.choice}>
      <Radio value={id} size="xs" aria-invalid={wrong || undefined} />
      <span className={styles.choiceName}>{displayName}</span>
      <span className={styles.choiceFacts}>{[t(`category.${category}`), languageName, channelAlias].join(' · ')}</span>
      <span className={styles.choiceBody}>{body}</span>
    </label>
  )
}

function NoTemplates({ campaignName, queueName }: Props) {
  const { t } = useTranslation('workspace')
  const may = useMay()
  return (
    <Quiet>
      {t('dialog.noTemplates', { campaign: campaignName, queue: queueName })}{' '}
      {may('templates.write') ? (
        <Anchor component={Link} to="/canales" inherit underline="always">
          {t('dialog.assign')}
        </Anchor>
      ) : (
        t('dialog.askForAssignment')
      )}
    </Quiet>
  )
}

const Quiet = ({ children }: { children: ReactNode }) => <p className={styles.quiet}>{children}</p>
