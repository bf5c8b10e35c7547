import { Button, Group, Loader, NativeSelect, Progress, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportColumn } from '../../../rules/contact-import.ts'
import { orpc, type Outputs, problemOf } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import styles from './contacts.module.css'
import { useAttributes } from './use-contact.ts'

type Import = Outputs['contacts']['import']
const WORKING = new Set(['checking', 'writing'])

/** One file: what its columns are, what every line is worth, and then how far it is. */
export function OneImportPage() {
  const { t } = useTranslation('contacts')
  const { importId } = useParams({ from: '/frame/contactos/importar/$importId' })
  const query = useQuery({
    ...orpc.contacts.import.queryOptions({ input: { id: importId } }),
    refetchInterval: ({ state }) => (state.data && WORKING.has(state.data.state) ? 700 : false),
  })
  const one = query.data
  return (
    <Page
      title={one?.fileName ?? t('import.title')}
      sentence={one && t(`import.state.${one.state}`)}
      back={{ to: '/contactos/importar', label: t('import.title') }}
    >
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : one ? (
        <Steps one={one} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}

function Steps({ one }: { one: Import }) {
  const { t } = useTranslation('contacts')
  const [again, setAgain] = useState(false)
  if (one.state === 'uploaded' || (again && one.state === 'checked'))
    return <MapColumns one={one} onChecked={() => setAgain(false)} />
  return (
    <Stack gap={20}>
      {WORKING.has(one.state) && <Working one={one} />}
      {one.state === 'failed' && (
        <Notice tone="red" alert title={t(`import.failed.${one.error ?? 'quotes'}`)}>
          {t('import.failedWords')}
        </Notice>
      )}
      {one.state === 'done' && <Notice tone="green" title={t('import.doneTitle', { count: one.made + one.updated })} />}
      {one.state === 'checked' && (
        <Notice tone="blue" title={t('import.checkedTitle')}>
          {t('import.nothingYet')}
        </Notice>
      )}
      <Figures one={one} />
      {one.problems.length > 0 && <Problems one={one} />}
      <Actions one={one} onAgain={() => setAgain(true)} />
    </Stack>
  )
}

/** Each column of the file with what its first lines hold, and what it is. */
function MapColumns({ one, onChecked }: { one: Import; onChecked: () => void }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const attributes = useAttributes().data ?? []
  const [mapping, setMapping] = useState<Record<string, ImportColumn>>(one.mapping)
  const [existing, setExisting] = useState(one.existing)
  const [source, setSource] = useState(one.consentSource ?? '')
  const [states, setStates] = useState(one.consentSource !== null)
  const check = useMutation(
    orpc.contacts.checkImport.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.contacts.import.key() })
        onChecked()
      },
    }),
  )
  const choices = [
    { value: '', label: t('import.column.none') },
    ...(['phone', 'name', 'optOut'] as const).map((value) => ({ value, label: t(`import.column.${value}`) })),
    ...attributes.map(({ key, label }) => ({ value: `attribute.${key}`, label })),
  ]
  const put = (at: number, value: string) =>
    setMapping((before) => {
      const rest = Object.fromEntries(
        Object.entries(before).filter(([key, column]) => key !== String(at) && column !== value),
      )
      return value === '' ? rest : { ...rest, [at]: value as ImportColumn }
    })
  const fault = check.error && (problemOf(check.error).errors[0]?.message ?? problemOf(check.error).title)
  const hasPhone = Object.values(mapping).includes('phone')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        check.mutate({
          id: one.id,
          mapping,
          existing,
          consentSource: states && source.trim() !== '' ? source.trim() : null,
        })
      }}
    >
      <Stack gap={24} maw={820}>
        <div>
          <Text size="sm" c="dimmed" mb={8}>
            {t('import.mapWords', {
              encoding: one.encoding.toUpperCase(),
              delimiter: one.delimiter === '\t' ? 'TAB' : one.delimiter,
            })}
          </Text>
          <table className={styles.mapping}>
            <thead>
              <tr>
                <th scope="col">{t('import.heading')}</th>
                <th scope="col">{t('import.samples')}</th>
                <th scope="col">{t('import.is')}</th>
              </tr>
            </thead>
            <tbody>
              {one.columns.map(({ heading, samples }, at) => (
                <tr key={at}>
                  <td>{heading || `(${at + 1})`}</td>
                  <td className={styles.quiet}>{samples.slice(0, 2).join(' · ')}</td>
                  <td>
                    <NativeSelect
                      aria-label={`${t('import.is')}: ${heading}`}
                      data={choices}
                      value={mapping[at] ?? ''}
                      onChange={(event) => put(at, event.currentTarget.value)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Radio.Group
          label={t('import.existing')}
          value={existing}
          onChange={(value) => setExisting(value as 'update' | 'skip')}
        >
          <Stack gap={8} mt={8}>
            <Radio value="update" label={t('import.update')} />
            <Radio value="skip" label={t('import.skip')} />
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={t('import.consent')}
          value={states ? 'yes' : 'no'}
          onChange={(value) => setStates(value === 'yes')}
        >
          <Stack gap={8} mt={8}>
            <Radio value="no" label={t('import.consentNone')} />
            <Radio value="yes" label={t('import.consentGiven')} />
          </Stack>
        </Radio.Group>
        {states && (
          <TextInput
            label={t('import.consentSource')}
            placeholder={t('import.consentExample')}
            withAsterisk
            maxLength={200}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
        )}
        {!hasPhone && <Notice tone="amber">{t('import.needsPhone')}</Notice>}
        {fault && (
          <Notice tone="red" alert>
            {fault}
          </Notice>
        )}
        <Group gap={8}>
          <Button type="submit" loading={check.isPending} disabled={!hasPhone || (states && source.trim().length < 3)}>
            {t('import.check')}
          </Button>
          <CancelButton id={one.id} />
        </Group>
      </Stack>
    </form>
  )
}

function Working({ one }: { one: Import }) {
  const { t } = useTranslation('contacts')
  const part = one.lines && one.lines > 1 ? (100 * one.linesDone) / one.lines : null
  return (
    <Stack gap={8} role="status">
      <Group gap={8}>
        <Loader size="xs" />
        <Text size="sm">
          {t(`import.working.${one.state as 'checking' | 'writing'}`, { count: Math.max(0, one.linesDone - 1) })}
        </Text>
      </Group>
      {part !== null && <Progress value={part} aria-label={t('import.title')} />}
      <Text size="sm" c="dimmed">
        {t('import.background')}
      </Text>
    </Stack>
  )
}

function Figures({ one }: { one: Import }) {
  const { t } = useTranslation('contacts')
  return (
    <dl className={styles.figures}>
      {(['made', 'updated', 'skipped', 'rejected'] as const).map((key) => (
        <div key={key}>
          <dt>{t(`import.${key}`)}</dt>
          <dd>{one[key].toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  )
}

function Problems({ one }: { one: Import }) {
  const { t } = useTranslation('contacts')
  return (
    <Stack gap={8}>
      <Text fw={600} size="sm" component="h2">
        {t('import.problems')}
      </Text>
      <ul className={styles.record}>
        {one.problems.map(({ line, reasons }) => (
          <li key={line}>
            <span>{t('import.line', { line })}</span>
            {reasons.map((reason) => (
              <span key={reason} className={styles.quiet}>
                {reason}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {one.rejected > one.problems.length && (
        <Text size="sm" c="dimmed">
          {t('import.moreProblems', { count: one.rejected - one.problems.length })}
        </Text>
      )}
    </Stack>
  )
}

function Actions({ one, onAgain }: { one: Import; onAgain: () => void }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.contacts.key() })
  const start = useMutation(orpc.contacts.startImport.mutationOptions({ onSettled: refresh }))
  const takes = one.made + one.updated
  return (
    <>
      {start.error && (
        <Notice tone="red" alert>
          {problemOf(start.error).title}
        </Notice>
      )}
      <Group gap={8}>
        {one.state === 'checked' && (
          <>
            <Button loading={start.isPending} disabled={takes === 0} onClick={() => start.mutate({ id: one.id })}>
              {t('import.start', { count: takes })}
            </Button>
            <Button variant="default" onClick={onAgain}>
              {t('import.back')}
            </Button>
          </>
        )}
        {one.state !== 'done' && one.state !== 'failed' && one.state !== 'cancelled' && <CancelButton id={one.id} />}
        {one.state !== 'uploaded' && !WORKING.has(one.state) && (
          <Button
            variant="default"
            component="a"
            href={`/api/contact-imports/${one.id}/result`}
            download
            leftSection={<Icon name="download" size={16} />}
          >
            {t('import.result')}
          </Button>
        )}
        {one.state === 'done' && (
          <Button renderRoot={(props) => <Link to="/contactos" {...props} />}>{t('import.see')}</Button>
        )}
      </Group>
    </>
  )
}

function CancelButton({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const cancel = useMutation(
    orpc.contacts.cancelImport.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.contacts.key() }),
    }),
  )
  return (
    <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
      {t('import.cancel')}
    </Button>
  )
}
