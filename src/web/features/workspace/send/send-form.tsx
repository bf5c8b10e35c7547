import { Alert, Button, Group, Select } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkSend } from '../../../../rules/parameter-values.ts'
import { useSession } from '../../../app/session.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/icon.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx'
import { parsePhone } from '../../../../rules/phone.ts'
import { contentOf } from '../../../../rules/template-form.ts'
import { blanksOf, valuesOf } from './content.ts'
import { AttachField } from './attach-field.tsx'
import { Preview } from './preview.tsx'
import { Recipient } from './recipient.tsx'
import styles from './send.module.css'
import type { SendTarget } from './target.ts'
import { TemplatePicker } from './template-picker.tsx'
import { useChoices } from './use-choices.ts'
import { useRecipient } from './use-recipient.ts'
import { useSend } from './use-send.ts'
import { useSendDraft } from './use-send-draft.ts'
import { errorOf, ValueFields } from './value-fields.tsx'

/** First campaign and queue, then to whom, which template, and its values; beside it what the contact will get. */
export function SendForm({ target, onClose }: { target: SendTarget; onClose: () => void }) {
  const { t } = useTranslation('workspace')
  const country = useSession().active?.country ?? 'PE'
  const { draft, change, forget } = useSendDraft(target)
  const { places, campaign, queue, template, list, isEmpty, q, setQ } = useChoices(draft)
  const [asked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { send, busy, problem } = useSend(() => {
    forget()
    onClose()
  })
  const typedPhone = parsePhone(draft.phone, country as 'PE')
  const recipient = useRecipient(target, typedPhone)
  if (places.error) return <ErrorState error={places.error} onRetry={() => void places.refetch()} />
  if (!places.data) return <LoadingState />
  if (places.data.length === 0) return <EmptyState>{t('dialog.noPlaces')}</EmptyState>

  const isKnown = target.ticketId !== undefined || target.contactId !== undefined
  const lang = currentLanguage()
  const blanks = template ? blanksOf(template, t('dialog.headerValue')) : []
  const values = valuesOf(blanks, draft.values, {
    name: isKnown ? (target.name ?? '') : draft.name.trim() || (recipient.contact?.name ?? ''),
    attributes: recipient.attributes,
    phone: (isKnown ? target.phone : parsePhone(draft.phone, country as 'PE')) ?? '',
  })
  const fileType = template && template.type !== 'TEXT' ? template.type : null
  const file = draft.file?.type === fileType ? draft.file : null
  const fileProblem = problem?.errors.find(({ field }) => field === 'fileId')?.message
  const wrong = {
    campaign: !campaign && t('dialog.chooseCampaign'),
    queue: !queue && t('dialog.chooseQueue'),
    phone: !isKnown && !parsePhone(draft.phone, country as 'PE') && t('dialog.wrongPhone'),
    template: !template && t('dialog.chooseTemplate'),
    file: fileType !== null && !file && t('dialog.file.missing'),
    values: blanks.some(({ key, parameter }) => errorOf(parameter, values[key] ?? '', lang)),
  }
  const faults = template ? checkSend(contentOf(template), values, lang).filter(({ rule }) => rule !== 'SEND-01') : []
  const ofFields = faults.filter(({ field }) => blanks.some(({ key }) => key === field) && values[field]?.trim())
  const tooMuch = faults.filter(({ field }) => !blanks.some(({ key }) => key === field))
  // WS-9: said before it is tried.
  const unwanted = template?.category === 'MARKETING' && recipient.optedOut
  const shown = (text: string | false) => (asked && text ? text : null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A form inside a portal is still a child of the page for React.
    event.stopPropagation()
    setAsked(true)
    if (Object.values(wrong).some(Boolean) || faults.length > 0 || unwanted || !campaign || !queue || !template) {
      // After the errors are drawn.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const { ticketId, contactId } = target
    const to = ticketId ? { ticketId } : contactId ? { contactId } : { phone: draft.phone, name: draft.name.trim() }
    const brought = file && { fileId: file.id, fileName: file.fileName }
    void send({ campaignId: campaign.id, queueId: queue.id, templateId: template.id, to, values, ...brought })
  }

  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      <div className={styles.columns}>
        <div className={styles.fields}>
          <div className={styles.pair}>
            <Select
              label={t('campaign')}
              placeholder={t('dialog.choose')}
              withAsterisk
              size="md"
              data={places.data.map(({ id, name }) => ({ value: id, label: name }))}
              value={campaign?.id ?? null}
              onChange={(campaignId) => change({ campaignId, queueId: null, templateId: null })}
              allowDeselect={false}
              searchable={places.data.length > 8}
              error={shown(wrong.campaign)}
              data-autofocus={campaign ? undefined : true}
            />
            <Select
              label={t('queue')}
              placeholder={t(campaign ? 'dialog.choose' : 'dialog.campaignFirst')}
              withAsterisk
              size="md"
              data={campaign?.queues.map(({ id, name }) => ({ value: id, label: name })) ?? []}
              value={queue?.id ?? null}
              onChange={(queueId) => change({ queueId, templateId: null })}
              allowDeselect={false}
              searchable={(campaign?.queues.length ?? 0) > 8}
              disabled={!campaign}
              error={shown(wrong.queue)}
            />
          </div>
          <Recipient
            target={target}
            draft={draft}
            change={change}
            country={country}
            error={shown(wrong.phone)}
            known={recipient.contact}
          />
          <TemplatePicker
            list={list}
            isEmpty={isEmpty}
            campaignName={campaign?.name ?? ''}
            queueName={queue?.name ?? ''}
            q={q}
            onSearch={setQ}
            chosenId={template?.id}
            onChoose={(templateId) => change({ templateId, values: {} })}
            error={shown(wrong.template)}
          />
          {fileType && (
            <AttachField
              type={fileType}
              file={file}
              onChange={(next) => change({ file: next })}
              error={shown(wrong.file) ?? fileProblem ?? null}
            />
          )}
          {template && (
            <ValueFields
              key={template.id}
              blanks={blanks}
              values={values}
              onChange={(key, value) => change({ values: { ...draft.values, [key]: value } })}
              asked={asked}
              refused={[...ofFields, ...(problem?.errors ?? [])]}
            />
          )}
        </div>
        <Preview
          template={template}
          blanks={blanks}
          values={values}
          problems={tooMuch}
          file={file ? { url: `/api/files/${file.id}`, name: file.fileName, size: file.bytes } : undefined}
        />
      </div>
      <div className={styles.foot}>
        {(problem || unwanted) && (
          <Alert color="red" role="alert" flex={1} icon={<Icon name="warning" />} p={10}>
            {problem ? problem.title : t('dialog.unwanted')}
          </Alert>
        )}
        <Group gap={8} ml="auto" wrap="nowrap">
          <Button
            variant="default"
            size="md"
            onClick={() => {
              forget()
              onClose()
            }}
          >
            {t('ui:cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy} leftSection={<Icon name="send" size={16} />}>
            {t('send')}
          </Button>
        </Group>
      </div>
    </form>
  )
}
