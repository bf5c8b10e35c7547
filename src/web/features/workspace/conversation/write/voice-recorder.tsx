import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import { useNow } from '../../use-now.ts'
import { canRecord, type Recording, startRecording } from './record.ts'
import styles from './write.module.css'

const LONGEST_MS = 15 * 60_000

interface Props {
  onRecorded: (file: File) => void
  /** Whether it records, so that the rest of the composer makes room. */
  onRecording: (since: number | null) => void
  since: number | null
  onProblem: (sentence: string) => void
}

/** Records a voice message; what was recorded waits among the attachments to be heard before it is sent. */
export function VoiceRecorder({ onRecorded, onRecording, since, onProblem }: Props) {
  const { t } = useTranslation('write')
  const running = useRef<Recording | null>(null)
  const [asking, setAsking] = useState(false)
  const left = useRef(false)
  const keep = useRef(onRecorded)
  useEffect(() => {
    keep.current = onRecorded
  })
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      // What was said waits among the attachments of its conversation.
      void running.current?.stop().then((file) => file && keep.current(file))
      running.current = null
    }
  }, [])
  const able = canRecord()
  const label = t(able ? 'voice.record' : 'voice.unable')

  const start = async () => {
    setAsking(true)
    try {
      const recording = await startRecording(t('voice.name'))
      // While the browser asked whether it may.
      if (left.current) return recording.cancel()
      running.current = recording
      onRecording(Date.now())
    } catch (error) {
      const refused = error instanceof DOMException && error.name === 'NotAllowedError'
      onProblem(t(refused ? 'voice.refused' : 'voice.noMicrophone'))
    } finally {
      setAsking(false)
    }
  }
  const end = async (keep: boolean) => {
    const recording = running.current
    running.current = null
    onRecording(null)
    if (!keep) return recording?.cancel()
    const file = await recording?.stop()
    if (file) onRecorded(file)
    else onProblem(t('voice.nothing'))
  }

  if (since !== null) return <Running since={since} onEnd={(keep) => void end(keep)} />
  return (
    <Tooltip label={label} multiline maw={280}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        loading={asking}
        aria-label={label}
        {...(!able && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={() => able && void start()}
      >
        <Icon name="mic" />
      </ActionIcon>
    </Tooltip>
  )
}

function Running({ since, onEnd }: { since: number; onEnd: (keep: boolean) => void }) {
  const { t } = useTranslation('write')
  const stop = useRef<HTMLButtonElement>(null)
  const elapsed = useNow(500) - since
  const over = elapsed >= LONGEST_MS
  useEffect(() => stop.current?.focus(), [])
  useEffect(() => {
    if (over) onEnd(true)
  }, [over, onEnd])
  const seconds = Math.max(0, Math.floor(elapsed / 1000))
  return (
    <div
      className={styles.recording}
      role="group"
      aria-label={t('voice.recording')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onEnd(false)
      }}
    >
      <span className={styles.dot} aria-hidden />
      <span role="timer">
        {t('voice.recording')} {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
      </span>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onEnd(false)}>
        {t('ui:cancel')}
      </Button>
      <Button ref={stop} size="compact-sm" leftSection={<Icon name="check" size={16} />} onClick={() => onEnd(true)}>
        {t('voice.stop')}
      </Button>
    </div>
  )
}
