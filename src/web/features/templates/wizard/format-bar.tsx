import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { Mark } from './format-selection.ts'
import styles from './wizard.module.css'

export const TOOLS: { mark: Mark; sign: string; key?: string }[] = [
  { mark: 'bold', sign: 'B', key: 'b' },
  { mark: 'italic', sign: 'I', key: 'i' },
  { mark: 'strike', sign: 'S' },
  { mark: 'mono', sign: '</>' },
]

interface Props {
  /** The next parameter, as it will be written: "{{2}}". */
  token: string
  onFormat: (mark: Mark) => void
  onInsert: () => void
}

export function FormatBar({ token, onFormat, onInsert }: Props) {
  const { t } = useTranslation('templates')
  const nameOf = (mark: Mark, key: string | undefined) =>
    key ? `${t(`content.${mark}`)} (Ctrl+${key.toUpperCase()})` : t(`content.${mark}`)
  return (
    <Group className={styles.bar} role="toolbar" aria-label={t('content.bar')} gap={2}>
      {TOOLS.map(({ mark, sign, key }) => (
        <Tooltip key={mark} label={nameOf(mark, key)}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t(`content.${mark}`)}
            onClick={() => onFormat(mark)}
          >
            <span className={styles.letter} data-mark={mark}>
              {sign}
            </span>
          </ActionIcon>
        </Tooltip>
      ))}
      <Group gap={2} ml="auto">
        <Button size="compact-sm" variant="light" leftSection={<Icon name="plus" size={14} />} onClick={onInsert}>
          {t('content.insert', { token })}
        </Button>
        <HelpHint about={t('parameter.one')} example={t('parameter.example', { token: '{{1}}' })}>
          {t('parameter.help')}
        </HelpHint>
      </Group>
    </Group>
  )
}
