import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { Notice } from '../../ui/notice.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { usePhone } from '../../ui/use-phone.ts'
import { Places } from './places.tsx'
import { SeenFilter, type Shown } from './seen-filter.tsx'
import { SeenList } from './seen-list.tsx'
import { Sight } from './sight.tsx'
import { type SeeingPerson, useBars } from './use-bars.ts'
import styles from './reach.module.css'

interface Props {
  template: { id: string; displayName: string } | null
  onClose: () => void
  onAssign: () => void
}

/** "¿Quién la ve?" (AS-3). */
export function WhoDialog({ template, onClose, onAssign }: Props) {
  const { t } = useTranslation('reach')
  const phone = usePhone()
  return (
    <Modal
      opened={template !== null}
      onClose={onClose}
      title={template && t('who.of', { name: template.displayName })}
      size={680}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {template && <Who id={template.id} onAssign={onAssign} />}
    </Modal>
  )
}

function Who({ id, onAssign }: { id: string; onAssign: () => void }) {
  const { t } = useTranslation('reach')
  const bars = useBars()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const query = useInfiniteQuery(
    orpc.reach.ofTemplate.infiniteOptions({
      input: (cursor: string | undefined) => ({
        id,
        cursor,
        search: search || undefined,
        ...(shown !== 'all' && { sees: shown }),
      }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  const first = query.data?.pages[0]
  const empty = search ? 'who.noneFound' : shown === 'false' ? 'who.noneHidden' : 'who.noneSeeing'
  const hidden = new Set<string>(first?.bars)
  return (
    <div className={styles.dialog}>
      {first && <Summary reach={first} isSearch={search !== ''} onAssign={onAssign} />}
      {first && first.places.length > 0 && <Places places={first.places} />}
      <h3 className={styles.heading}>{t('who.people')}</h3>
      <SeenFilter
        search={search}
        onSearch={setSearch}
        searchLabel={t('who.search')}
        shown={shown}
        onShow={setShown}
        words="show"
      />
      <SeenList
        label={t('who.people')}
        list={pagedRows(query)}
        rowKey={(person) => person.userId}
        empty={t(empty)}
        cell={(person: SeeingPerson) => (
          <div className={styles.line}>
            <div className={styles.who}>
              <span className={styles.name}>{person.name}</span>
              <span className={styles.quiet}>{t(`ui:role.${person.role}`)}</span>
            </div>
            <Sight
              sight={person}
              supervises={person.supervises}
              yes={t('who.yes')}
              no={t('who.no')}
              why={first ? person.bars.filter((bar) => !hidden.has(bar)).map((bar) => bars(bar, first)) : []}
            />
          </div>
        )}
      />
    </div>
  )
}

interface SummaryProps {
  reach: Outputs['reach']['ofTemplate']
  /** The counts are then of what was found. */
  isSearch: boolean
  onAssign: () => void
}

function Summary({ reach, isSearch, onAssign }: SummaryProps) {
  const { t } = useTranslation('reach')
  const bars = useBars()
  const may = useMay()
  if (reach.bars.length === 0 && (reach.seeing > 0 || isSearch)) {
    return <p className={styles.sum}>{t('who.seeing', { count: reach.seeing, total: reach.total })}</p>
  }
  const unassigned = reach.bars.includes('not_assigned')
  return (
    <Notice tone="amber" title={t('who.nobody')}>
      <ul className={styles.bars}>
        {reach.bars.map((bar) => (
          <li key={bar}>{bars(bar, reach)}</li>
        ))}
        {reach.bars.length === 0 && <li>{t('who.nobodyAmong')}</li>}
      </ul>
      {unassigned && may('templates.write') && (
        <Button size="xs" mt={8} onClick={onAssign}>
          {t('templates:assign.title')}
        </Button>
      )}
    </Notice>
  )
}
