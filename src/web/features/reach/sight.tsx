import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { SeeingPerson } from './use-bars.ts'
import styles from './reach.module.css'

type Through = Pick<SeeingPerson, 'sees' | 'through' | 'throughTotal'>

interface Props {
  sight: Through
  /** Through all queues at once, which need no naming. */
  supervises: boolean
  yes: string
  no: string
  /** Why not, as sentences. */
  why: string[]
}

/** Seen or not; through what, and what hides it. */
export function Sight({ sight, supervises, yes, no, why }: Props) {
  const through = useThrough(sight, supervises)
  return (
    <div className={styles.sight}>
      <StatusBadge tone={sight.sees ? 'green' : 'grey'} icon={sight.sees ? 'eye' : 'x'}>
        {sight.sees ? yes : no}
      </StatusBadge>
      {why.map((sentence) => (
        <span key={sentence} className={styles.why}>
          {sentence}
        </span>
      ))}
      {through && <span className={styles.quiet}>{through}</span>}
    </div>
  )
}

function useThrough({ sees, through, throughTotal }: Through, supervises: boolean): string | null {
  const { t } = useTranslation('reach')
  if (throughTotal === 0) return null
  if (supervises && throughTotal > 1) return t(sees ? 'everyQueue' : 'wouldEveryQueue')
  const nameOf = ({ whole, campaignName, name }: Through['through'][number]) =>
    t(whole ? 'placeWhole' : 'place', { campaign: campaignName, queue: name })
  const named = through.map(nameOf).join(', ')
  const rest = throughTotal - through.length
  const places = rest > 0 ? `${named} ${t('more', { count: rest })}` : named
  return t(sees ? 'through' : 'wouldSee', { places })
}
