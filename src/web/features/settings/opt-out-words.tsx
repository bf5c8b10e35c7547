import { TagsInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CompanySettings } from '../../../contract/companies.ts'
import { bareWord } from '../../../rules/routing.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

const MOST = 20
const LONGEST = 40

/** TK-6: the messages by which a contact asks for no more marketing. */
export function OptOutWords() {
  const { t } = useTranslation('settings')
  const settings = useQuery(orpc.companies.settings.queryOptions({ staleTime: Infinity }))
  return (
    <Section id="baja" title={t('optOut.title')} sentence={t('optOut.sentence')}>
      {settings.data ? (
        <WordsForm settings={settings.data} />
      ) : settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Section>
  )
}

function WordsForm({ settings }: { settings: Outputs['companies']['settings'] }) {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const form = useContractForm({
    schema: CompanySettings.pick({ optOutWords: true }),
    initialValues: { optOutWords: settings.optOutWords },
    also: ({ optOutWords }) => ({ optOutWords: faultOf(optOutWords, t) }),
  })
  return (
    <Form
      form={form}
      submitLabel={t('ui:save')}
      onSubmit={async (values) => {
        const saved = await client.companies.updateSettings(values)
        form.setValues({ optOutWords: saved.optOutWords })
        queries.setQueryData(orpc.companies.settings.queryKey(), saved)
        toastDone(t('ui:saved'))
      }}
    >
      <TagsInput
        label={t('optOut.words')}
        description={t('optOut.help')}
        withAsterisk
        size="md"
        maxTags={MOST}
        maxLength={LONGEST}
        isDuplicate={(word, words) => words.some((known) => bareWord(known) === bareWord(word))}
        acceptValueOnBlur
        {...form.getInputProps('optOutWords')}
      />
    </Form>
  )
}

function faultOf(words: string[], t: (key: string) => string): string | undefined {
  if (words.length === 0) return t('optOut.none')
  return words.some((word) => bareWord(word) === '') ? t('optOut.wordless') : undefined
}
