import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'

interface Props {
  src: string
  label: string
  onBroken: () => void
}

const speeds = [1, 1.5, 2]
/** A recording says how long it is only at its end; the browser looks there when it is sent far beyond. */
const FAR = 1e7
let playing: HTMLAudioElement | null = null

/** Voice and music: play, place and speed, all by keyboard. One plays at a time; the speed is kept for the next. */
export function Sound({ src, label, onBroken }: Props) {
  const { t } = useTranslation('media')
  const sound = useRef<HTMLAudioElement>(null)
  const [on, setOn] = useState(false)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(0)
  const [speed, setSpeed] = useLocalStorage({
    key: 'score.sound.speed',
    defaultValue: 1,
    getInitialValueInEffect: false,
  })
  useEffect(() => {
    if (sound.current) sound.current.playbackRate = speed
  }, [speed, on])

  const toggle = () => {
    const audio = sound.current
    if (!audio) return
    if (!audio.paused) return audio.pause()
    if (playing !== audio) playing?.pause()
    playing = audio
    // Whatever hinders it comes as an error of the element.
    audio.play().catch(() => {})
  }
  const measure = (audio: HTMLAudioElement) => {
    if (audio.duration === Number.POSITIVE_INFINITY) audio.currentTime = FAR
    else setLength(audio.duration || 0)
  }
  return (
    <div className={styles.sound} role="group" aria-label={label}>
      <audio
        ref={sound}
        src={src}
        preload="metadata"
        onLoadedMetadata={(event) => measure(event.currentTarget)}
        onDurationChange={(event) => {
          const audio = event.currentTarget
          if (!Number.isFinite(audio.duration)) return
          if (audio.paused && audio.currentTime > audio.duration - 0.1) audio.currentTime = 0
          setLength(audio.duration)
        }}
        onTimeUpdate={(event) => setAt(Math.min(event.currentTarget.currentTime, FAR / 2))}
        onPlay={() => setOn(true)}
        onPause={() => setOn(false)}
        onEnded={(event) => {
          event.currentTarget.currentTime = 0
        }}
        onError={onBroken}
      />
      <ActionIcon variant="filled" radius="xl" size={36} aria-label={t(on ? 'pause' : 'play')} onClick={toggle}>
        <Icon name={on ? 'pause' : 'play'} size={18} />
      </ActionIcon>
      <input
        className={styles.line}
        type="range"
        min={0}
        max={length || 1}
        step={0.1}
        value={Math.min(at, length || 1)}
        aria-label={t('position')}
        aria-valuetext={t('positionOf', { at: clock(at), of: clock(length) })}
        onChange={(event) => {
          if (sound.current) sound.current.currentTime = Number(event.currentTarget.value)
        }}
      />
      <span className={styles.clock}>{clock(on || at > 0 ? at : length)}</span>
      <Tooltip label={t('speed')}>
        <UnstyledButton
          className={styles.speed}
          aria-label={t('speedIs', { speed })}
          onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length]!)}
        >
          {speed}×
        </UnstyledButton>
      </Tooltip>
    </div>
  )
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
