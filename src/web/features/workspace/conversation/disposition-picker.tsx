import { Input, Radio, Text, TextInput } from '@mantine/core'
import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plain } from '../../../../rules/characters.ts'
import { outlineOf } from '../../../../rules/dispositions.ts'
import type { Outputs } from '../../../api.ts'
import { Icon } from '../../../ui/icon.tsx'
import styles from './disposition-picker.module.css'

type Disposition = Outputs['workspace']['ticket']['dispositions'][number]

interface Props {
  dispositions: Disposition[]
  required: boolean
  value: string | null
  onChange: (id: string | null) => void
}

/** With fewer one sees them all at once. */
const SEARCHED_FROM = 8

/** WS-6: the tree of a campaign; its ends can be chosen, groups are headings. */
export function DispositionPicker({ dispositions, required, value, onChange }: Props) {
  const { t } = useTranslation('workspace')
  const [text, setText] = useState('')
  const lines = fitting(outlineOf(dispositions), text)
  return (
    <Input.Wrapper
      label={t('close.disposition')}
      description={t(required ? 'close.required' : 'close.optional')}
      withAsterisk={required}
      labelElement="div"
    >
      {dispositions.length >= SEARCHED_FROM && (
        <TextInput
          type="search"
          size="sm"
          mt={6}
          aria-label={t('close.search')}
          placeholder={t('close.search')}
          leftSection={<Icon name="search" size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
      )}
      <Radio.Group
        aria-label={t('close.disposition')}
        value={value ?? ''}
        onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
      >
        <div className={styles.tree} tabIndex={-1}>
          {!required && text === '' && <Radio className={styles.line} value="" label={t('close.without')} />}
          {lines.map(({ id, name, depth, leaf }) => (
            <div key={id} className={styles.line} style={{ '--depth': depth } as CSSProperties}>
              {leaf ? <Radio value={id} label={name} /> : <span className={styles.group}>{name}</span>}
            </div>
          ))}
          {lines.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('close.nothingFound')}
            </Text>
          )}
        </div>
      </Radio.Group>
    </Input.Wrapper>
  )
}

type Line = Disposition & { depth: number }

/** Ends that fit, by their own name or that of a group above them, with the ways to them. */
function fitting(lines: readonly Line[], text: string): Line[] {
  const looked = plain(text.trim())
  const above: Line[] = []
  const kept = new Set<string>()
  for (const line of lines) {
    above.length = line.depth
    above.push(line)
    if (line.leaf && above.some(({ name }) => plain(name).includes(looked))) for (const { id } of above) kept.add(id)
  }
  return lines.filter(({ id }) => kept.has(id))
}
