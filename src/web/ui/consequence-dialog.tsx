import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api.ts'
import styles from './consequence-dialog.module.css'
import { Notice } from './notice.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  /** What will happen, in words. */
  children?: ReactNode
  /** Exact numbers of what is touched. */
  figures?: { value: number | string; label: string }[]
  /** The verb on the button: "Desactivar y finalizar 12 interacciones". */
  verb: string
  /** What must be typed first, for deletions. */
  typed?: string
  danger?: boolean
  disabled?: boolean
  /** Closes when this succeeds, shows why when it does not. */
  onConfirm: () => Promise<unknown>
}

/** Numbers are read with blanks between their digits, and typed without. */
const bare = (text: string) => text.replace(/\s/g, '')

/** Asks before something that cannot be undone. */
export function ConsequenceDialog(props: Props) {
  const { t } = useTranslation('ui')
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Consequence {...props} />
    </Modal>
  )
}

/** The form within, for a dialog that first has to ask what there is. */
export function Consequence({
  children,
  figures,
  verb,
  typed,
  danger = true,
  disabled = false,
  onClose,
  onConfirm,
}: Omit<Props, 'opened' | 'title'>) {
  const { t } = useTranslation('ui')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [text, setText] = useState('')

  const confirm = async () => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onClose()
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className={styles.content}
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      {children && <div>{children}</div>}
      {figures && (
        <dl className={styles.figures}>
          {figures.map(({ value, label }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {typed !== undefined && (
        <TextInput
          label={t('typeToConfirm', { typed })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      {error !== null && <Notice tone="red" alert title={problemOf(error).title} />}
      <Group justify="flex-end" className={styles.buttons}>
        <Button variant="default" onClick={onClose} disabled={busy}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          color={danger ? 'red' : 'blue'}
          loading={busy}
          disabled={disabled || (typed !== undefined && bare(text) !== bare(typed))}
        >
          {verb}
        </Button>
      </Group>
    </form>
  )
}
