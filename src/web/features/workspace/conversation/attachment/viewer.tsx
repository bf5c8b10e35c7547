import { ActionIcon, FocusTrap, Group, Portal, Text, Tooltip } from '@mantine/core'
import { type PointerEvent, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../../../ui/dates.ts'
import { FormattedText } from '../../../../ui/formatted-text.tsx'
import { Icon, type IconName } from '../../../../ui/icon.tsx'
import { addressOf, downloadOf } from './media.ts'
import type { Picture } from './pictures.ts'
import styles from './viewer.module.css'

interface Props {
  pictures: Picture[]
  /** Of the file that is shown. */
  id: string
  onMove: (id: string) => void
  onClose: () => void
}

const MOST = 8
const fitted = { scale: 1, x: 0, y: 0 }

/** A picture as large as the window: arrows step, + and − zoom, 0 fits, Escape closes; the focus goes back whence it came. */
export function Viewer({ pictures, id, onMove, onClose }: Props) {
  const { t } = useTranslation('media')
  const { full } = useDates()
  const [kept, setKept] = useState({ id, ...fitted })
  // Each picture begins whole.
  const view = kept.id === id ? kept : fitted
  const setView = (change: (v: typeof fitted) => typeof fitted) =>
    setKept((was) => ({ ...change(was.id === id ? was : fitted), id }))
  const at = pictures.findIndex(({ media }) => media.id === id)
  const picture = pictures[at]
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => {
    if (!picture) onClose()
  }, [picture, onClose])
  const step = (by: number) => {
    const next = pictures[at + by]
    if (next) onMove(next.media.id)
  }
  const zoom = (by: number) =>
    setView(({ scale, x, y }) => {
      const next = Math.min(MOST, Math.max(1, scale * by))
      return next === 1 ? fitted : { scale: next, x: (x * next) / scale, y: (y * next) / scale }
    })
  const move = (event: PointerEvent) => {
    if (event.buttons === 1 && view.scale > 1)
      setView((v) => ({ ...v, x: v.x + event.movementX, y: v.y + event.movementY }))
  }
  const keys: Record<string, () => void> = {
    Escape: onClose,
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    '+': () => zoom(1.5),
    '-': () => zoom(1 / 1.5),
    '0': () => setView(() => fitted),
  }
  // Wherever the focus is: nothing else is to be reached while this is open.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listen, { capture: true })
    return () => removeEventListener('keydown', listen, { capture: true })
  }, [])

  if (!picture) return null

  const label = t('of.image', { name: picture.from })
  const button = (icon: IconName, words: string, act: () => void, disabled = false) => (
    <Tooltip label={words}>
      <ActionIcon
        className={styles.button}
        variant="subtle"
        size={40}
        aria-label={words}
        onClick={act}
        disabled={disabled}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <Portal>
      <FocusTrap>
        <div className={styles.viewer} role="dialog" aria-modal aria-label={label} tabIndex={-1} data-autofocus>
          <div className={styles.head}>
            <div className={styles.words}>
              <Text fw={600} size="sm" truncate>
                {label}
              </Text>
              <Text size="xs">
                {full(picture.at)} · {t('viewer.place', { at: at + 1, of: pictures.length })}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              {button('zoom-out', t('viewer.smaller'), () => zoom(1 / 1.5), view.scale === 1)}
              {button('zoom-in', t('viewer.larger'), () => zoom(1.5), view.scale === MOST)}
              <Tooltip label={t('download')}>
                <ActionIcon
                  component="a"
                  className={styles.button}
                  variant="subtle"
                  size={40}
                  href={downloadOf(picture.media)}
                  download
                  aria-label={t('download')}
                >
                  <Icon name="download" />
                </ActionIcon>
              </Tooltip>
              {button('x', t('ui:close'), onClose)}
            </Group>
          </div>
          <div
            className={styles.stage}
            onPointerMove={move}
            onWheel={(event) => zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2)}
            onDoubleClick={() => (view.scale > 1 ? setView(() => fitted) : zoom(2.5))}
          >
            <img
              key={picture.media.id}
              src={addressOf(picture.media)}
              alt={picture.caption || label}
              draggable={false}
              style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
              data-zoomed={view.scale > 1 || undefined}
            />
            {pictures.length > 1 && (
              <>
                <div className={styles.before}>
                  {button('chevron-left', t('viewer.before'), () => step(-1), at === 0)}
                </div>
                <div className={styles.after}>
                  {button('chevron-right', t('viewer.after'), () => step(1), at === pictures.length - 1)}
                </div>
              </>
            )}
          </div>
          {picture.caption && (
            <div className={styles.caption}>
              <FormattedText text={picture.caption} />
            </div>
          )}
        </div>
      </FocusTrap>
    </Portal>
  )
}
