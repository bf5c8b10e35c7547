import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../../ui/states.tsx'
import { usePlace } from '../use-place.ts'
import room from '../workspace.module.css'

/** What was asked for and is not there; also the way back, for a phone shows nothing else. */
export function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('workspace')
  const { back } = usePlace()
  return (
    <div className={room.nothing}>
      <ErrorState error={error} onRetry={onRetry} />
      <Button
        className={room.phoneOnly}
        variant="subtle"
        renderRoot={(props) => <Link to="/workspace" search={back()} {...props} />}
      >
        {t('back')}
      </Button>
    </div>
  )
}
