import { Button, Group } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../api.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Page } from '../../../ui/page.tsx'
import styles from './bulk.module.css'
import { Confirm } from './confirm.tsx'
import { FileZone } from './file-zone.tsx'
import { LineTable } from './line-table.tsx'
import { Summary } from './summary.tsx'
import { type Answer, type Mode, type Outcome, useImport } from './use-import.ts'

const MOST_BYTES = 2 * 1024 * 1024

/** "Importar CSV": a file, what every line of it is worth, and then drafts or requests. */
export function ImportPage() {
  const { t } = useTranslation('template-bulk')
  const { channelId } = useParams({ from: '/frame/canales/$channelId/plantillas/importar' })
  const importing = useImport(channelId)
  const [tooLarge, setTooLarge] = useState(false)
  const { answer, fileName, busy, done } = importing
  const take = (file: File) => {
    setTooLarge(file.size > MOST_BYTES)
    if (file.size <= MOST_BYTES) void importing.look(file)
  }
  return (
    <Page
      title={t('import')}
      sentence={t('sentence')}
      back={{ to: `/canales/${channelId}/plantillas`, label: t('templates:title') }}
    >
      <div className={styles.parts}>
        {!answer && <FileZone busy={busy} onFile={take} />}
        {tooLarge && (
          <Notice tone="red" alert>
            {t('tooLarge')}
          </Notice>
        )}
        {importing.error && (
          <Notice tone="red" alert title={fileName}>
            {problemOf(importing.error).title}
          </Notice>
        )}
        {answer && (
          <Found
            key={`${fileName} ${done}`}
            answer={answer}
            fileName={fileName ?? ''}
            busy={busy}
            done={done}
            channelId={channelId}
            onMake={importing.make}
            onAgain={importing.again}
          />
        )}
      </div>
    </Page>
  )
}

const MADE = new Set<Outcome>(['drafted', 'asked', 'requested'])

interface FoundProps {
  answer: Answer
  fileName: string
  busy: boolean
  done: Mode | null
  channelId: string
  onMake: (mode: Mode, overrides: string[]) => void
  onAgain: () => void
}

function Found({ answer, fileName, busy, done, channelId, onMake, onAgain }: FoundProps) {
  const { t } = useTranslation('template-bulk')
  const [only, setOnly] = useState<Outcome | null>(null)
  const { lines, unknownColumns } = answer
  const made = lines.filter(({ outcome }) => MADE.has(outcome)).length
  const wording = done === 'requests' && lines.some(({ outcome }) => outcome === 'asked') ? 'asks' : done
  return (
    <>
      <div role="status">
        {done ? (
          <Notice tone={made > 0 ? 'green' : 'amber'} title={t(`done.${wording}`, { count: made })}>
            {made < lines.length && t('left', { count: lines.length - made })}
          </Notice>
        ) : (
          <Notice tone="blue" title={t('looked', { file: fileName, count: lines.length })}>
            {t('nothingYet')}
          </Notice>
        )}
      </div>
      {unknownColumns.length > 0 && (
        <Notice tone="amber">{t('unknownColumns', { columns: unknownColumns.join(', ') })}</Notice>
      )}
      <Summary lines={lines} only={only} onOnly={setOnly} />
      <LineTable lines={only ? lines.filter(({ outcome }) => outcome === only) : lines} />
      {done ? (
        <Group gap={8}>
          <Button
            renderRoot={(props) => (
              <Link
                to="/canales/$channelId/plantillas"
                params={{ channelId }}
                {...((wording === 'requests' ? {} : { search: { vista: 'borradores' } }) as object)}
                {...props}
              />
            )}
          >
            {t(wording === 'requests' ? 'see.requests' : 'see.drafts')}
          </Button>
          <Button variant="default" onClick={onAgain}>
            {t('another')}
          </Button>
        </Group>
      ) : (
        <Confirm lines={lines} busy={busy} onMake={onMake} onAgain={onAgain} />
      )}
    </>
  )
}
