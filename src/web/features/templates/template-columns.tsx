import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ActiveSwitch } from './active-switch.tsx'
import { Places } from './places.tsx'
import { TemplateStatus } from './template-status.tsx'
import { type TemplateRow, useTemplateWords } from './template-words.ts'
import styles from './templates.module.css'

/** TP-1. */
export function useTemplateColumns(onAssign: (row: TemplateRow) => void): Column<TemplateRow>[] {
  const { t } = useTranslation('templates')
  return useMemo(
    () => [
      { key: 'name', header: t('column.name'), card: 'title', cell: (row) => <Names row={row} /> },
      { key: 'category', header: t('column.category'), cell: (row) => t(`category.${row.category}`) },
      { key: 'language', header: t('column.language'), cell: (row) => <Language code={row.language} /> },
      { key: 'type', header: t('column.type'), cell: (row) => t(`type.${row.type}`, { defaultValue: row.type }) },
      { key: 'status', header: t('column.status'), cell: (row) => <TemplateStatus {...row} /> },
      { key: 'quality', header: t('column.quality'), cell: (row) => <Quality quality={row.quality} /> },
      { key: 'places', header: t('column.places'), cell: (row) => <Places row={row} /> },
      { key: 'updated', header: t('column.updated'), cell: (row) => <RelativeTime at={row.updatedAt} /> },
      { key: 'active', header: t('column.active'), cell: (row) => <ActiveSwitch template={row} /> },
      {
        key: 'actions',
        header: t('column.actions'),
        card: 'actions',
        cell: (row) => <Actions row={row} onAssign={onAssign} />,
      },
    ],
    [t, onAssign],
  )
}

function Names({ row: { displayName, name } }: { row: TemplateRow }) {
  return (
    <div className={styles.names}>
      <span className={styles.displayName}>{displayName}</span>
      <span className={styles.technical}>{name}</span>
    </div>
  )
}

const Language = ({ code }: { code: string }) => <span title={code}>{useTemplateWords().language(code)}</span>

const Quality = ({ quality }: { quality: string | null }) => useTemplateWords().quality(quality) ?? '—'

function Actions({ row, onAssign }: { row: TemplateRow; onAssign: (row: TemplateRow) => void }) {
  const { t } = useTranslation('templates')
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={t('assign.title')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('assign.of', { name: row.displayName })}
          onClick={() => onAssign(row)}
        >
          <Icon name="list-plus" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('view')}>
        <ActionIcon
          component={Link}
          to={`/plantillas/${row.id}`}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('viewOf', { name: row.displayName })}
        >
          <Icon name="eye" />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
