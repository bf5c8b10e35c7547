import { Button, Group, SimpleGrid, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readAttribute } from '../../../rules/attributes.ts'
import { client, orpc, problemOf, type ShownProblem } from '../../api.ts'
import { useKept } from '../../kept.ts'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { AttributeField } from './attribute-field.tsx'
import type { ContactAttribute, ContactCard } from './contact.ts'

const nothing: Record<string, string> = {}

interface Props {
  contact: ContactCard
  attributes: ContactAttribute[]
  number?: string | undefined
  /** One column, as in the Workspace. */
  narrow?: boolean
  onDone?: () => void
}

/** Name and attributes. What is typed stays, also when somebody else saves meanwhile: their changes come in around it. */
export function ContactForm({ contact, attributes, number, narrow = false, onDone }: Props) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const [typed, setTyped] = useKept(`contact.${contact.id}`, nothing)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const valueOf = (key: string) => typed[key] ?? (key === 'name' ? contact.name : (contact.attributes[key] ?? ''))
  const change = (key: string) => (value: string) => setTyped((before) => ({ ...before, [key]: value }))
  const isWrong = attributes.some((a) => 'fault' in readAttribute(a, valueOf(a.key)))
  const isChanged = Object.keys(typed).some(
    (key) => typed[key] !== (key === 'name' ? contact.name : (contact.attributes[key] ?? '')),
  )
  const errorOf = (field: string) => problem?.errors.find((e) => e.field === field)?.message

  const save = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (isWrong) {
      const fields = form.current?.querySelectorAll('input') ?? []
      for (const field of fields) field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      const changed = Object.fromEntries(
        attributes.filter(({ key }) => typed[key] !== undefined).map(({ key }) => [key, valueOf(key)]),
      )
      const input = { id: contact.id, version: contact.version, name: valueOf('name').trim(), attributes: changed }
      await client.contacts.update({ ...input, ...(number && { number }) })
      await refresh()
      setTyped(nothing)
      toastDone(t('ui:saved'))
      onDone?.()
    } catch (error) {
      setProblem(problemOf(error))
      await refresh()
    } finally {
      setBusy(false)
    }
  }
  const refresh = () =>
    Promise.all([orpc.contacts.key(), orpc.workspace.key()].map((queryKey) => queries.invalidateQueries({ queryKey })))

  return (
    <form ref={form} onSubmit={(event) => void save(event)} noValidate>
      {problem && (
        <Notice tone="red" alert>
          {problem.title}
        </Notice>
      )}
      <SimpleGrid
        cols={narrow ? 1 : { base: 1, sm: 2 }}
        spacing={narrow ? 12 : 20}
        verticalSpacing={narrow ? 12 : 20}
        mt={problem ? 12 : 0}
      >
        <TextInput
          label={t('column.name')}
          size={narrow ? 'sm' : 'md'}
          maxLength={120}
          autoComplete="off"
          value={valueOf('name')}
          onChange={(event) => change('name')(event.currentTarget.value)}
          error={errorOf('name')}
        />
        {attributes.map((attribute) => (
          <AttributeField
            key={attribute.key}
            attribute={attribute}
            value={valueOf(attribute.key)}
            onChange={change(attribute.key)}
            error={errorOf(`attributes.${attribute.key}`)}
            size={narrow ? 'sm' : 'md'}
          />
        ))}
      </SimpleGrid>
      {(isChanged || narrow) && (
        <Group justify="flex-end" mt={16} gap={8}>
          <Button
            variant="default"
            size={narrow ? 'xs' : 'sm'}
            onClick={() => {
              setTyped(nothing)
              setProblem(null)
              onDone?.()
            }}
          >
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!isChanged} size={narrow ? 'xs' : 'sm'}>
            {t('ui:save')}
          </Button>
        </Group>
      )}
    </form>
  )
}
