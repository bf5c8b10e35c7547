import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outlineFaults } from '../../../rules/dispositions.ts'
import { client, orpc, type Outputs, problemOf, type ShownProblem } from '../../api.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { Campaign } from './campaign.ts'
import { DispositionLine } from './disposition-line.tsx'
import styles from './dispositions.module.css'
import { copied, isGroup, type Line, type Move, moves, withNew } from './outline.ts'

type Tree = Outputs['campaigns']['dispositions']

interface Props {
  campaign: Campaign
  others: Campaign[]
  tree: Tree
  reload: () => Promise<Tree | undefined>
}

/** AS-4: lines that are moved with buttons or keys; nothing is kept before it is saved, all at once. */
export function DispositionEditor({ campaign, others, tree, reload }: Props) {
  const { t } = useTranslation('campaigns')
  const queries = useQueryClient()
  const [{ version, items }, setSaved] = useState(tree)
  const [lines, setLines] = useState<Line[]>(items)
  const wanted = useRef<string | null>(null)
  const [said, say] = useState('')
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const dirty = JSON.stringify(lines) !== JSON.stringify(items)
  const faults = new Map(outlineFaults(lines).map(({ id, fault }) => [id, fault]))
  useWarning(dirty)
  useEffect(() => {
    if (wanted.current === null) return
    list.current?.querySelector<HTMLInputElement>(`[data-line="${wanted.current}"]`)?.focus()
    wanted.current = null
  })

  const move = (at: number, how: Move) => {
    const after = moves[how](lines, at)
    if (after === null) return
    setLines(after)
    const { id, name } = lines[at]!
    wanted.current = how === 'remove' ? (after[Math.min(at, after.length - 1)]?.id ?? null) : id
    say(t(`dispositions.said.${how}`, { name: name || t('dispositions.unnamed') }))
  }
  const add = (at: number | null, within = false) => {
    const made = withNew(lines, at, within)
    if (!made) return
    setLines(made.lines)
    wanted.current = made.id
  }
  const change = (at: number, to: Partial<Line>) =>
    setLines(lines.map((line, n) => (n === at ? { ...line, ...to } : line)))
  const save = async () => {
    const [first] = faults.keys()
    wanted.current = first ?? null
    setAsked(true)
    setProblem(null)
    if (first !== undefined) return
    setBusy(true)
    try {
      const asSent = lines.map(({ id, name, active, depth }) => ({ id, name: name.trim(), active, depth }))
      const saved = await client.campaigns.saveDispositions({ id: campaign.id, version, items: asSent })
      const now = lines.map((line) => ({ ...line, name: line.name.trim() }))
      setSaved({ version: saved.version, items: now })
      setLines(now)
      setAsked(false)
      toastDone(t('ui:saved'))
      await queries.invalidateQueries({ queryKey: orpc.campaigns.key() })
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const copyFrom = async (id: string) => {
    try {
      const from = await client.campaigns.dispositions({ id })
      setLines([...lines, ...copied(from.items)])
    } catch (error) {
      toastProblem(error)
    }
  }
  const startAnew = async () => {
    const now = await reload()
    if (!now) return
    setSaved(now)
    setLines(now.items)
    setProblem(null)
  }

  const sources = others
    .filter(({ dispositions }) => dispositions > 0)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={styles.editor}>
      {problem && (
        <Notice tone="red" alert title={problem.title}>
          {(problem.code === 'dispositions_changed' || problem.code === 'disposition_used') && (
            <Button variant="default" size="xs" mt={8} onClick={() => void startAnew()}>
              {t('dispositions.reload')}
            </Button>
          )}
        </Notice>
      )}
      <Group gap={12} justify="space-between">
        <Text size="sm" c="dimmed">
          {t('dispositions.keys')}
        </Text>
        {sources.length > 0 && (
          <NativeSelect
            size="sm"
            aria-label={t('dispositions.copy')}
            data={[{ value: '', label: t('dispositions.copy') }, ...sources]}
            value=""
            onChange={(event) => event.currentTarget.value && void copyFrom(event.currentTarget.value)}
          />
        )}
      </Group>
      {lines.length === 0 ? (
        <EmptyState>{t('dispositions.empty')}</EmptyState>
      ) : (
        <ul className={styles.lines} ref={list} aria-label={t('dispositions.title')}>
          {lines.map((line, at) => (
            <DispositionLine
              key={line.id}
              line={line}
              group={isGroup(lines, at)}
              can={(how) => moves[how](lines, at) !== null}
              fault={asked ? (faults.get(line.id) ?? null) : null}
              move={(how) => move(at, how)}
              add={(within) => add(at, within)}
              change={(to) => change(at, to)}
            />
          ))}
        </ul>
      )}
      <div role="status" className={styles.said}>
        {said}
      </div>
      <Group justify="space-between" className={styles.foot}>
        <Button variant="default" leftSection={<Icon name="plus" size={16} />} onClick={() => add(null)}>
          {t('dispositions.add')}
        </Button>
        <Group gap={12}>
          {dirty && (
            <Button variant="subtle" color="gray" onClick={() => setLines(items)} disabled={busy}>
              {t('dispositions.undo')}
            </Button>
          )}
          <Button onClick={() => void save()} loading={busy} disabled={!dirty}>
            {t('ui:save')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}

/** The browser asks before a page with unsaved lines is left. */
function useWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
}
