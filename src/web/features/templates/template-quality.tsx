import { useTranslation } from 'react-i18next'
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx'
import { useTemplateWords } from './template-words.ts'

const tones: Record<string, Tone> = {
  GREEN: 'green',
  HIGH: 'green',
  YELLOW: 'amber',
  MEDIUM: 'amber',
  RED: 'red',
  LOW: 'red',
}

/** How its readers take it, as WhatsApp sees it. A new one has none yet. */
export function TemplateQuality({ quality }: { quality: string | null }) {
  const { t } = useTranslation('templates')
  const name = useTemplateWords().quality(quality)
  if (quality === null || name === null) return <span title={t('qualityHelp.UNKNOWN')}>—</span>
  return (
    <StatusBadge tone={tones[quality] ?? 'grey'} icon={tones[quality] === 'red' ? 'warning' : 'info'}>
      {name}
    </StatusBadge>
  )
}
