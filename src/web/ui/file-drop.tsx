import { Button, Group, Input, Progress, Text } from '@mantine/core'
import { type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { judgeMedia } from '../../rules/media/judge-media.ts'
import { MEDIA_LIMITS, type MediaType } from '../../rules/media/limits.ts'
import { currentLanguage } from '../i18n/language.ts'
import styles from './file-drop.module.css'
import { Icon } from './icon.tsx'
import { type UploadedFile, uploadFile, UploadRefused } from './upload-file.ts'

interface Props {
  label: string
  type: MediaType
  onUploaded: (file: UploadedFile) => void
  /** That one is still missing. */
  error?: string | null
  required?: boolean
  /** Beside what is allowed. */
  hint?: string | undefined
}

type State = { at: 'rest' } | { at: 'sending'; name: string; part: number } | { at: 'refused'; reasons: string[] }

/** Takes one file by picking, dropping or pasting; judges it before it leaves, and shows how far it is (TP-9). */
export function FileDrop({ label, type, onUploaded, error, required, hint }: Props) {
  const { t } = useTranslation('files')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const leaving = useRef<AbortController | null>(null)
  const [state, setState] = useState<State>({ at: 'rest' })
  const [isOver, setOver] = useState(false)
  const lang = currentLanguage()
  const { types, endings, words } = MEDIA_LIMITS[type]
  useEffect(() => () => leaving.current?.abort(), [])

  const take = async (file: File | undefined) => {
    if (!file) return
    leaving.current?.abort()
    const going = new AbortController()
    leaving.current = going
    const show = (next: State) => !going.signal.aborted && setState(next)
    try {
      const found = await faultsOf(file, type)
      if (found.length > 0) return show({ at: 'refused', reasons: found })
      const onProgress = (part: number) => show({ at: 'sending', name: file.name, part })
      onProgress(0)
      const uploaded = await uploadFile(file, type, { onProgress, signal: going.signal })
      show({ at: 'rest' })
      if (!going.signal.aborted) onUploaded(uploaded)
    } catch (fault) {
      show({ at: 'refused', reasons: fault instanceof UploadRefused ? fault.reasons : [t('ui:problem.unexpected')] })
    }
  }
  const cancel = () => {
    leaving.current?.abort()
    setState({ at: 'rest' })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  const paste = (event: ClipboardEvent) => {
    const [file] = event.clipboardData.files
    if (!file) return
    event.preventDefault()
    void take(file)
  }
  const reasons = state.at === 'refused' ? state.reasons : error ? [error] : []

  return (
    <div>
      <Input.Label id={id} labelElement="div" size="md" required={required ?? false} mb={4}>
        {label}
      </Input.Label>
      {/* Dropping and pasting are shortcuts of the button within. */}
      <div
        role="group"
        aria-labelledby={id}
        className={styles.drop}
        data-over={isOver || undefined}
        data-wrong={reasons.length > 0 || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onPaste={paste}
      >
        {state.at === 'sending' ? (
          <Group gap={12} wrap="nowrap">
            <div className={styles.progress}>
              <Text size="sm" truncate>
                {t('sending', { name: state.name })}
              </Text>
              <Progress value={state.part * 100} aria-label={t('sending', { name: state.name })} mt={6} />
            </div>
            <Button variant="default" size="compact-sm" onClick={cancel}>
              {t('ui:cancel')}
            </Button>
          </Group>
        ) : (
          <Group gap={12}>
            <Button
              variant="default"
              leftSection={<Icon name="paperclip" size={16} />}
              aria-describedby={`${id}-what ${id}-wrong`}
              aria-invalid={reasons.length > 0 || undefined}
              onClick={() => input.current?.click()}
            >
              {t('choose')}
            </Button>
            <Text id={`${id}-what`} size="sm" c="dimmed" flex={1} miw={180}>
              {t('what', { what: words[lang] })} {hint}
            </Text>
          </Group>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept={[...types, ...endings].join(',')}
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0])
            currentTarget.value = ''
          }}
        />
      </div>
      <div id={`${id}-wrong`} role="alert" className={styles.wrong}>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
    </div>
  )
}

/** What hinders sending it, without a way to the server. */
async function faultsOf(file: File, type: MediaType): Promise<string[]> {
  // Of one that is too large anyway its beginning tells what it is.
  const bytes = new Uint8Array(await file.slice(0, MEDIA_LIMITS[type].bytes + 1).arrayBuffer())
  const given = { fileName: file.name, declaredType: file.type, size: file.size }
  const { findings } = judgeMedia(bytes, given, type, currentLanguage())
  return findings.filter(({ blocks }) => blocks).map(({ message }) => message)
}
