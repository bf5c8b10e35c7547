import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../../ui/filter-bar.tsx'
import styles from './reach.module.css'

const SHOWN = ['all', 'true', 'false'] as const
export type Shown = (typeof SHOWN)[number]

interface Props {
  search: string
  onSearch: (search: string) => void
  searchLabel: string
  shown: Shown
  onShow: (shown: Shown) => void
  words: 'show' | 'showTemplates'
}

/** A search, and whether all are meant, those that see or those that do not. */
export function SeenFilter({ search, onSearch, searchLabel, shown, onShow, words }: Props) {
  const { t } = useTranslation('reach')
  return (
    <div className={styles.filter} role="search">
      <SearchBox label={searchLabel} value={search} onChange={onSearch} />
      <SegmentedControl
        size="xs"
        aria-label={t(`${words}.label`)}
        data={SHOWN.map((value) => ({ value, label: t(`${words}.${value}`) }))}
        value={shown}
        onChange={(value) => onShow(SHOWN.find((each) => each === value) ?? 'all')}
      />
    </div>
  )
}
