import { Group, Select, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TemplatePreview } from '../template-preview.tsx'
import { DiffTable } from './diff-table.tsx'
import type { Edition, Side } from './sides.ts'
import styles from './approval.module.css'

/** Two texts of a template beside each other: what changes, and how the contact would see each (TP-10). */
export function Compare({ sides, channelId }: { sides: readonly Side[]; channelId: string }) {
  const { t } = useTranslation('template-approval')
  const [chosen, setChosen] = useState<{ before?: string; after?: string }>({})
  const at = (key: string | undefined, otherwise: number) => {
    const found = sides.findIndex((side) => side.key === key)
    return found < 0 ? otherwise : found
  }
  const afterAt = at(chosen.after, 0)
  const after = sides[afterAt]
  const before = sides[at(chosen.before, afterAt + 1)]
  if (!after) return null
  const data = sides.map(({ key, label }) => ({ value: key, label }))
  return (
    <section aria-labelledby="compare" className={styles.part}>
      <Title order={2} id="compare" className={styles.heading}>
        {t('diff.title')}
      </Title>
      {sides.length > 1 ? (
        <Group gap={12} mb={16} grow preventGrowOverflow={false} className={styles.choices}>
          <Select
            label={t('diff.before')}
            data={data}
            value={before?.key ?? null}
            placeholder={t('texts.nothing')}
            allowDeselect={false}
            onChange={(key) => key && setChosen({ ...chosen, before: key })}
          />
          <Select
            label={t('diff.after')}
            data={data}
            value={after.key}
            allowDeselect={false}
            onChange={(key) => key && setChosen({ ...chosen, after: key })}
          />
        </Group>
      ) : (
        <Text c="dimmed" mb={12}>
          {t('texts.first')}
        </Text>
      )}
      <DiffTable before={before?.content ?? null} after={after.content} />
      <div className={styles.previews}>
        {[before, after].map((side, index) =>
          side ? (
            <div key={index}>
              <Title order={3} fz={14} mb={4}>
                {index === 0 ? t('diff.before') : t('diff.after')}
              </Title>
              <EditionLine edition={side.edition} label={side.label} />
              <TemplatePreview channelId={channelId} content={side.content} />
            </div>
          ) : null,
        )}
      </div>
    </section>
  )
}

function EditionLine({ edition, label }: { edition: Edition | null; label: string }) {
  const { t } = useTranslation('template-approval')
  const name = edition?.decidedBy?.name
  const state = edition && (edition.state === 'sent' && name ? 'sentBy' : edition.state)
  return (
    <Text size="sm" c="dimmed" mb={8}>
      {label}
      {state && ` · ${t(`texts.state.${state}`, { name })}`}
      {edition && edition.overridden.length > 0 && (
        <> · {t('texts.overridden', { rules: edition.overridden.join(', ') })}</>
      )}
    </Text>
  )
}
