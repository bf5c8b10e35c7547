import { Button, Group, Modal, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SavedAnswerForm } from '../../../contract/saved-answers.ts'
import { ANSWER_SOURCES, type AnswerSource, answerBlanks, blankOf, fillAnswer } from '../../../rules/saved-answer.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Bubble } from '../../ui/bubble.tsx'
import { Form, useContractForm } from '../../ui/form.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { SavedAnswer } from './saved-answer.ts'
import styles from './saved-answers.module.css'

interface Props {
  answer: SavedAnswer | null
  campaigns: Outputs['campaigns']['list']
  onClose: () => void
}

/** In a select nothing is null. */
const EVERYWHERE = 'company'

/** A new saved answer, or another text, shortcut or place for one; beside it what a contact would get. */
export function AnswerDialog({ answer, campaigns, onClose }: Props) {
  const { t } = useTranslation('answers')
  const queries = useQueryClient()
  const lang = currentLanguage()
  const area = useRef<HTMLTextAreaElement>(null)
  const form = useContractForm({
    initialValues: {
      shortcut: answer?.shortcut ?? '',
      title: answer?.title ?? '',
      text: answer?.text ?? '',
      campaignId: answer?.campaign?.id ?? EVERYWHERE,
      queueIds: answer?.queues.map(({ id }) => id) ?? [],
    },
    also: (values) => {
      const judged = SavedAnswerForm.safeParse(formOf(values))
      const wrong = new Set(judged.error?.issues.map(({ path }) => String(path[0])))
      return {
        shortcut: wrong.has('shortcut') ? t('shortcutWrong') : undefined,
        title: wrong.has('title') ? t('ui:form.required') : undefined,
        text: wrong.has('text') ? t('ui:form.required') : undefined,
      }
    },
  })
  const { text, campaignId } = form.values
  const campaign = campaigns.find(({ id }) => id === campaignId)
  const example = Object.fromEntries(ANSWER_SOURCES.map((source) => [source, t(`example.${source}`)])) as Record<
    AnswerSource,
    string
  >
  const asked = answerBlanks(text).filter(({ source }) => source === null)
  const insert = (source: AnswerSource) => {
    const at = area.current?.selectionStart ?? text.length
    const blank = blankOf(source, lang)
    form.setFieldValue('text', text.slice(0, at) + blank + text.slice(area.current?.selectionEnd ?? at))
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(at + blank.length, at + blank.length)
    })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={answer ? t('editOf', { shortcut: answer.shortcut }) : t('create')}
      size={640}
      closeOnClickOutside={!form.isDirty()}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Form
        form={form}
        wide
        submitLabel={answer ? t('ui:save') : t('create')}
        aside={
          <Button variant="default" size="md" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
        }
        onSubmit={async (values) => {
          if (answer) await client.savedAnswers.update({ id: answer.id, ...formOf(values) })
          else await client.savedAnswers.create(formOf(values))
          toastDone(t('ui:saved'))
          onClose()
          await queries.invalidateQueries({ queryKey: orpc.savedAnswers.key() })
        }}
      >
        <div className={styles.pair}>
          <TextInput
            label={t('shortcut')}
            description={t('shortcutHelp')}
            leftSection="/"
            withAsterisk
            size="md"
            data-autofocus
            maxLength={32}
            autoComplete="off"
            {...form.getInputProps('shortcut')}
          />
          <TextInput
            label={t('name')}
            description={t('nameHelp')}
            withAsterisk
            size="md"
            maxLength={80}
            {...form.getInputProps('title')}
          />
        </div>
        <div>
          <Textarea
            ref={area}
            label={t('text')}
            withAsterisk
            size="md"
            autosize
            minRows={4}
            maxRows={12}
            maxLength={4096}
            {...form.getInputProps('text')}
          />
          <Group gap={6} mt={8} role="group" aria-label={t('blanks')}>
            <span className={styles.help}>{t('blanks')}</span>
            {ANSWER_SOURCES.map((source) => (
              <Button key={source} size="compact-xs" variant="default" onClick={() => insert(source)}>
                {t(`source.${source}`)}
              </Button>
            ))}
          </Group>
          <p className={styles.help}>
            {asked.length > 0 ? t('asked', { names: asked.map(({ name }) => name).join(', ') }) : t('blanksHelp')}
          </p>
        </div>
        <div className={styles.pair}>
          <Select
            label={t('where')}
            size="md"
            allowDeselect={false}
            data={[
              { value: EVERYWHERE, label: t('everywhere') },
              ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...form.getInputProps('campaignId')}
            onChange={(value) => form.setValues({ campaignId: value ?? EVERYWHERE, queueIds: [] })}
          />
          <MultiSelect
            label={t('queues')}
            description={t('queuesHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            size="md"
            searchable
            clearable
            disabled={!campaign}
            data={campaign?.queues.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            {...form.getInputProps('queueIds')}
          />
        </div>
        {text.trim() && (
          <div className={styles.preview} role="group" aria-label={t('preview')}>
            <Bubble body={fillAnswer(text.trim(), example)} />
          </div>
        )}
      </Form>
    </Modal>
  )
}

const formOf = ({
  campaignId,
  ...values
}: Omit<typeof SavedAnswerForm._input, 'campaignId'> & { campaignId: string }) => ({
  ...values,
  campaignId: campaignId === EVERYWHERE ? null : campaignId,
})
