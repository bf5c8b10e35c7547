import { Button, Group, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { AssignDialog } from '../assign-dialog.tsx'
import styles from './wizard.module.css'

interface Props {
  channelId: string
  template: { id: string; displayName: string }
}

/** The wizard's end: it is on its way, and nobody will see it until it is assigned (AS-2). */
export function Requested({ channelId, template }: Props) {
  const { t } = useTranslation('templates')
  const navigate = useNavigate()
  const [assigning, setAssigning] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const toList = () => void navigate({ to: '/canales/$channelId/plantillas', params: { channelId } })
  return (
    <section className={styles.requested}>
      <span className={styles.sign} data-tone="green">
        <Icon name="check" size={24} />
      </span>
      <Title order={2} ref={title} tabIndex={-1} className={styles.heading}>
        {t('requested.title', { name: template.displayName })}
      </Title>
      <Text c="dimmed">{t('requested.what')}</Text>
      <Text>{t('requested.assign')}</Text>
      <Group justify="center">
        <Button variant="default" onClick={toList}>
          {t('requested.later')}
        </Button>
        <Button leftSection={<Icon name="list-plus" />} onClick={() => setAssigning(true)}>
          {t('assign.title')}
        </Button>
      </Group>
      <AssignDialog
        template={assigning ? template : null}
        channelId={channelId}
        onClose={() => setAssigning(false)}
        onSaved={toList}
      />
    </section>
  )
}
