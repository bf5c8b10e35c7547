import { Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../settings/section.tsx'
import { desktopPermission, showDesktop, useRingWays } from './ring-ways.ts'
import { playTone } from './tone.ts'

/** What calls an agent who looks elsewhere; each is tried out as it is switched on. */
export function RingSettings() {
  const { t } = useTranslation('ring')
  const [ways, setWays] = useRingWays()
  const [permission, setPermission] = useState(desktopPermission)
  const [refused, setRefused] = useState(false)
  if (!useMay()('workspace.use')) return null

  const switchDesktop = async (on: boolean) => {
    setRefused(false)
    if (!on) return setWays({ ...ways, desktop: false })
    if (permission !== 'none') setPermission(await Notification.requestPermission())
    const works = showDesktop('score', t('title'), t('example'))
    setRefused(!works)
    setWays((old) => ({ ...old, desktop: works }))
  }
  const blocked = permission === 'denied' && (ways.desktop || refused)
  return (
    <Section id="sonido" title={t('title')} sentence={t('sentence')}>
      <Stack gap={16}>
        <Switch
          size="md"
          label={t('tone')}
          description={t('toneHelp')}
          checked={ways.tone}
          onChange={(event) => {
            const on = event.currentTarget.checked
            setWays({ ...ways, tone: on })
            if (on) playTone()
          }}
        />
        <Switch
          size="md"
          label={t('desktop')}
          description={t('desktopHelp')}
          checked={ways.desktop && permission === 'granted'}
          onChange={(event) => void switchDesktop(event.currentTarget.checked)}
        />
        {blocked && (
          <Notice tone="amber" alert title={t('blocked')}>
            {t('blockedHelp')}
          </Notice>
        )}
        {refused && !blocked && <Notice tone="amber" alert title={t(permission === 'default' ? 'unasked' : 'none')} />}
      </Stack>
    </Section>
  )
}
