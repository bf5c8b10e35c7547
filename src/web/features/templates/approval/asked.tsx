import { Button, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { reviewOf } from './editor-of.ts'
import styles from '../wizard/wizard.module.css'

interface Props {
  channelId: string
  draft: { id: string; displayName: string }
}

/** The wizard's end where somebody else has to say yes. */
export function Asked({ channelId, draft }: Props) {
  const { t } = useTranslation('template-approval')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className={styles.requested}>
      <span className={styles.sign} data-tone="amber">
        <Icon name="clock" size={24} />
      </span>
      <Title order={2} ref={title} tabIndex={-1} className={styles.heading}>
        {t('asked.title', { name: draft.displayName })}
      </Title>
      <Text c="dimmed">{t('asked.what')}</Text>
      <Group justify="center">
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/canales/$channelId/plantillas"
              params={{ channelId }}
              {...({ search: { vista: 'borradores' } } as object)}
              {...props}
            />
          )}
        >
          {t('asked.list')}
        </Button>
        <Button renderRoot={(props) => <Link {...reviewOf({ id: draft.id, channelId })} {...props} />}>
          {t('see')}
        </Button>
      </Group>
    </section>
  )
}
