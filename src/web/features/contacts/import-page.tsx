import { Anchor, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { CsvZone } from '../../ui/csv-zone.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useDates } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { sampleFile } from './import-sample.ts'
import { uploadContacts } from './upload-contacts.ts'
import { useAttributes } from './use-contact.ts'

type Import = Outputs['contacts']['imports']['items'][number]

/** "Importar contactos": a file, and the files that were brought in before. */
export function ImportPage() {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const upload = useMutation({
    mutationFn: uploadContacts,
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: orpc.contacts.imports.key() })
      await navigate({ to: '/contactos/importar/$importId', params: { importId: id } })
    },
  })
  return (
    <Page title={t('import.title')} sentence={t('import.sentence')} back={{ to: '/contactos', label: t('title') }}>
      <Stack gap={24}>
        <FileZone busy={upload.isPending} onFile={(file) => upload.mutate(file)} />
        {upload.error && (
          <Notice tone="red" alert>
            {upload.error.message}
          </Notice>
        )}
        <Earlier />
      </Stack>
    </Page>
  )
}

function FileZone({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation('contacts')
  const attributes = useAttributes().data ?? []
  return (
    <CsvZone
      busy={busy}
      drop={t('import.drop')}
      pick={t('import.pick')}
      limits={t('import.limits')}
      sample={{ href: sampleFile(attributes), name: t('import.sampleName'), label: t('import.sample') }}
      onFile={onFile}
    />
  )
}

function Earlier() {
  const { t } = useTranslation('contacts')
  const { moment } = useDates()
  const list = useInfiniteQuery(
    orpc.contacts.imports.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 20 }),
      ...byKeyset,
    }),
  )
  const shown = pagedRows(list)
  if (shown.rows?.length === 0) return null
  return (
    <Stack gap={8}>
      <Text fw={600} component="h2" size="md">
        {t('import.earlier')}
      </Text>
      <DataTable<Import>
        label={t('import.earlier')}
        list={shown}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'file',
            header: t('import.file'),
            card: 'title',
            cell: ({ id, fileName }) => (
              <Anchor
                size="sm"
                renderRoot={(props) => <Link to="/contactos/importar/$importId" params={{ importId: id }} {...props} />}
              >
                {fileName}
              </Anchor>
            ),
          },
          { key: 'state', header: t('import.stateLabel'), cell: ({ state }) => t(`import.state.${state}`) },
          { key: 'made', header: t('import.made'), align: 'end', cell: ({ made }) => made },
          { key: 'updated', header: t('import.updated'), align: 'end', cell: ({ updated }) => updated },
          { key: 'rejected', header: t('import.rejected'), align: 'end', cell: ({ rejected }) => rejected },
          { key: 'by', header: t('import.by'), cell: ({ by, createdAt }) => `${by} · ${moment(createdAt)}` },
        ]}
      />
    </Stack>
  )
}
