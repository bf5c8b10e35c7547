import { Anchor, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import type { ChannelRow } from './channel.ts'
import styles from './channels.module.css'
import { CollectDialog } from './collect-dialog.tsx'

/** TK-7: what came while the number was off, in the list; once it is on, the way to make tickets of it. */
export function MissedLine({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  if (channel.missedMessages === 0) return null
  return (
    <span className={styles.line}>
      {t('missed.count', { count: channel.missedMessages })} <CollectLink channel={channel} />
    </span>
  )
}

/** The same on the channel's page. */
export function MissedNotice({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  if (channel.missedMessages === 0) return null
  return (
    <Notice tone="amber" title={t('missed.count', { count: channel.missedMessages })}>
      <Text size="sm">
        {t(channel.state === 'inactive' ? 'missed.whileOff' : 'missed.nowOn')} <CollectLink channel={channel} />
      </Text>
    </Notice>
  )
}

function CollectLink({ channel }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const [opened, dialog] = useDisclosure()
  if (channel.state === 'inactive') return null
  return (
    <>
      <Anchor component="button" type="button" inherit underline="always" onClick={dialog.open}>
        {t('missed.open')}
      </Anchor>
      <CollectDialog channel={channel} opened={opened} onClose={dialog.close} />
    </>
  )
}
