import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { Fragment, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import type { Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { ActiveSwitch } from './active-switch.tsx'
import { TemplateMenu } from './life/template-menu.tsx'
import { PageBox, RowBox } from './many/selection.tsx'
import { Places } from './places.tsx'
import { TemplateCategory } from './template-category.tsx'
import { TemplateQuality } from './template-quality.tsx'
import { TemplateStatus } from './template-status.tsx'
import { type TemplateRow, useTemplateWords } from './template-words.ts'
import styles from './templates.module.css'

/** TP-1; between phone and desktop the least asked for are left to the template's own page. */
export function useTemplateColumns(
  channelId: string,
  onAssign: (row: TemplateRow) => void,
  onGlance: (row: TemplateRow) => void,
  rows: TemplateRow[] | undefined,
): Column<TemplateRow>[] {
  const { t } = useTranslation('templates')
  const mayChoose = useMay()('templates.write')
  const isTablet = useMediaQuery('(min-width: 48.01em) and (max-width: 72em)')
  return useMemo(
    () => [
      ...(mayChoose
        ? [
            {
              key: 'choose',
              header: '',
              help: <PageBox rows={rows ?? []} />,
              card: 'corner' as const,
              cell: (row: TemplateRow) => <RowBox row={row} />,
            },
          ]
        : []),
      { key: 'name', header: t('column.name'), card: 'title', cell: (row) => <Names row={row} /> },
      { key: 'kind', header: t('column.category'), cell: (row) => <Kind row={row} /> },
      { key: 'status', header: t('column.status'), cell: (row) => <TemplateStatus row={row} /> },
      ...(isTablet
        ? []
        : [
            {
              key: 'quality',
              header: t('column.quality'),
              cell: (row: TemplateRow) => <TemplateQuality quality={row.quality} />,
            },
          ]),
      { key: 'places', header: t('column.places'), cell: (row) => <Places row={row} channelId={channelId} /> },
      ...(isTablet
        ? []
        : [
            {
              key: 'updated',
              header: t('column.updated'),
              cell: (row: TemplateRow) => <RelativeTime at={row.updatedAt} />,
            },
          ]),
      { key: 'active', header: t('column.active'), cell: (row) => <ActiveSwitch template={row} /> },
      {
        key: 'actions',
        header: t('column.actions'),
        card: 'actions',
        cell: (row) => <Actions row={row} channelId={channelId} onAssign={onAssign} onGlance={onGlance} />,
      },
    ],
    [t, channelId, onAssign, onGlance, rows, mayChoose, isTablet],
  )
}

function Names({ row: { displayName, name } }: { row: TemplateRow }) {
  return (
    <div className={styles.names}>
      <span className={styles.displayName}>{displayName}</span>
      <span className={styles.technical}>
        {name.split(/(?<=_)/).map((part, at) => (
          <Fragment key={`${at} ${part}`}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </span>
    </div>
  )
}

function Kind({ row }: { row: TemplateRow }) {
  const { language, type } = row
  const words = useTemplateWords()
  return (
    <div className={styles.status}>
      <TemplateCategory row={row} />
      <span className={styles.quiet}>
        {words.language(language)} · {words.type(type)}
      </span>
    </div>
  )
}

interface ActionsProps {
  row: TemplateRow
  channelId: string
  onAssign: (row: TemplateRow) => void
  onGlance: (row: TemplateRow) => void
}

function Actions({ row, channelId, onAssign, onGlance }: ActionsProps) {
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
      <Tooltip label={t('glance')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('glanceOf', { name: row.displayName })}
          onClick={() => onGlance(row)}
        >
          <Icon name="phone" />
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
      <TemplateMenu template={row} channelId={channelId} />
    </Group>
  )
}
