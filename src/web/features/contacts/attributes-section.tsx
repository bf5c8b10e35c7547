import { ActionIcon, Button, Group, NativeSelect, Stack, TagsInput, Text, TextInput, Tooltip } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ATTRIBUTE_TYPES, attributeKey, MOST_ATTRIBUTES } from '../../../rules/attributes.ts'
import { client, orpc, problemOf, type ShownProblem } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { Section } from '../settings/section.tsx'
import type { ContactAttribute } from './contact.ts'
import styles from './contacts.module.css'
import { useAttributes } from './use-contact.ts'

/** Ajustes → Atributos de los contactos. */
export function AttributesSection() {
  const { t } = useTranslation('contacts')
  const attributes = useAttributes()
  const wanted = useLocation({ select: ({ hash }) => hash === 'atributos' })
  const isHere = attributes.data !== undefined
  useEffect(() => {
    if (wanted && isHere) document.getElementById('atributos')?.scrollIntoView()
  }, [wanted, isHere])
  return (
    <Section id="atributos" title={t('attributes.title')} sentence={t('attributes.sentence')}>
      {attributes.data ? (
        <Editor key={JSON.stringify(attributes.data)} saved={attributes.data} />
      ) : attributes.error ? (
        <ErrorState error={attributes.error} onRetry={() => void attributes.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Section>
  )
}

/** A line of the list; `fresh` has no key yet. */
type Line = ContactAttribute & { fresh: boolean }

function Editor({ saved }: { saved: ContactAttribute[] }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const [lines, setLines] = useState<Line[]>(saved.map((a) => ({ ...a, fresh: false })))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const items = lines.map(({ fresh, ...line }) => ({ ...line, key: fresh ? freeKey(line.label, lines) : line.key }))
  const isChanged = JSON.stringify(items) !== JSON.stringify(saved)
  const change = (at: number, part: Partial<Line>) =>
    setLines(lines.map((line, n) => (n === at ? { ...line, ...part } : line)))
  const move = (at: number, by: number) => {
    const next = [...lines]
    const [line] = next.splice(at, 1)
    next.splice(at + by, 0, line!)
    setLines(next)
  }
  const errorOf = (at: number, field: string) =>
    problem?.errors.find((e) => e.field === `items.${at}.${field}`)?.message
  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await client.contacts.saveAttributes({ items })
      await queries.invalidateQueries({ queryKey: orpc.contacts.key() })
      toastDone(t('ui:saved'))
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {problem && (
        <Notice tone="red" alert>
          {problem.title}
        </Notice>
      )}
      {lines.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('attributes.none')}
        </Text>
      )}
      {lines.map((line, at) => (
        <div key={line.fresh ? `new-${at}` : line.key} className={styles.attribute}>
          <TextInput
            label={t('attributes.label')}
            description={line.fresh ? undefined : t('attributes.key', { key: line.key })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={60}
            value={line.label}
            onChange={(event) => change(at, { label: event.currentTarget.value })}
            error={errorOf(at, 'label') ?? errorOf(at, 'key')}
            autoFocus={line.fresh && line.label === ''}
          />
          <NativeSelect
            label={t('attributes.type')}
            data={ATTRIBUTE_TYPES.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
            value={line.type}
            disabled={!line.fresh}
            onChange={(event) =>
              change(at, { type: ATTRIBUTE_TYPES.find((type) => type === event.currentTarget.value) ?? 'text' })
            }
            error={errorOf(at, 'type')}
          />
          <Group gap={2} wrap="nowrap">
            <LineButton
              label={t('attributes.up')}
              icon="arrow-up"
              disabled={at === 0}
              onClick={() => move(at, -1)}
              of={line.label}
            />
            <LineButton
              label={t('attributes.down')}
              icon="arrow-down"
              disabled={at === lines.length - 1}
              onClick={() => move(at, 1)}
              of={line.label}
            />
            <LineButton
              label={t('attributes.remove')}
              icon="trash"
              onClick={() => setLines(lines.filter((_, n) => n !== at))}
              of={line.label}
            />
          </Group>
          {line.type === 'list' && (
            <TagsInput
              className={styles.options ?? ''}
              label={t('attributes.options')}
              value={line.options}
              onChange={(options) => change(at, { options })}
              maxTags={100}
              acceptValueOnBlur
              error={errorOf(at, 'options')}
            />
          )}
        </div>
      ))}
      <Stack gap={12} mt={16}>
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<Icon name="plus" size={14} />}
          disabled={lines.length >= MOST_ATTRIBUTES}
          onClick={() => setLines([...lines, { key: '', label: '', type: 'text', options: [], fresh: true }])}
        >
          {t('attributes.add')}
        </Button>
        {lines.length < saved.length && <Notice tone="amber">{t('attributes.removed')}</Notice>}
        <Group justify="flex-end">
          <Button
            type="submit"
            size="md"
            loading={busy}
            disabled={!isChanged || items.some(({ label, key }) => label.trim() === '' || key === '')}
          >
            {t('ui:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface LineButtonProps {
  label: string
  icon: 'arrow-up' | 'arrow-down' | 'trash'
  of: string
  disabled?: boolean
  onClick: () => void
}

const LineButton = ({ label, icon, of, disabled = false, onClick }: LineButtonProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={`${label}: ${of}`}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
    </ActionIcon>
  </Tooltip>
)

/** A key that no other line has. */
function freeKey(label: string, lines: readonly Line[]): string {
  const key = attributeKey(label)
  const taken = new Set(lines.flatMap((line) => (line.fresh ? [] : [line.key])))
  for (let n = 2; ; n++) {
    const tried = n === 2 ? key : `${key.slice(0, 37)}_${n - 1}`
    if (!taken.has(tried)) return tried
  }
}
