import { ActionIcon, Drawer, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../../rules/phone.ts'
import { Icon } from '../../../ui/icon.tsx'
import { usePlace } from '../use-place.ts'
import { spotOf } from '../who.ts'
import room from '../workspace.module.css'
import styles from './conversation.module.css'

interface Props {
  contactName: string
  number?: number
  spot: Parameters<typeof spotOf>[0] | undefined
  channel: { alias: string | undefined; identifier: string | null }
  agent: string | null
  actions: ReactNode
  panel: ReactNode
  children: ReactNode
}

/** Header and body of what is open, with the contact beside it, or in a drawer where there is no room. */
export function Conversation({
  contactName,
  number,
  spot,
  channel: { alias, identifier },
  agent,
  actions,
  panel,
  children,
}: Props) {
  const { t } = useTranslation('workspace')
  const { back } = usePlace()
  const [drawer, setDrawer] = useState(false)
  const heading = useFocusOnOpen()
  const facts = [number && `#${number}`, spot && spotOf(spot, t('noQueue')), agent].filter(Boolean).join(' · ')

  return (
    <section className={room.conversation} aria-label={t('conversationWith', { name: contactName })}>
      <div className={room.talk}>
        <header className={styles.header}>
          <ActionIcon
            className={room.phoneOnly}
            variant="subtle"
            color="gray"
            aria-label={t('back')}
            renderRoot={(props) => <Link to="/workspace" search={back()} {...props} />}
          >
            <Icon name="arrow-left" />
          </ActionIcon>
          <h2 ref={heading} tabIndex={-1} className={styles.name}>
            {contactName}
          </h2>
          <div className={styles.actions}>
            {actions}
            <Tooltip label={t('contact')}>
              <ActionIcon
                className={room.narrowOnly}
                variant="default"
                size={30}
                aria-label={t('contact')}
                aria-expanded={drawer}
                onClick={() => setDrawer(true)}
              >
                <Icon name="user" size={16} />
              </ActionIcon>
            </Tooltip>
          </div>
          <div className={styles.facts}>
            {facts}
            {alias && (
              <span className={styles.channel} title={t('channel')}>
                <Icon name="phone" size={14} />
                {alias} {identifier && prettyPhone(identifier)}
              </span>
            )}
          </div>
        </header>
        {children}
      </div>
      <aside className={room.side} aria-label={t('contact')}>
        {panel}
      </aside>
      <Drawer.Root opened={drawer} onClose={() => setDrawer(false)} position="right" size={320}>
        <Drawer.Overlay />
        <Drawer.Content>
          <div className={styles.drawerHead}>
            <Drawer.Title>{t('contact')}</Drawer.Title>
            <Drawer.CloseButton aria-label={t('ui:close')} />
          </div>
          <Drawer.Body p={0}>{panel}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </section>
  )
}

/** Opened from the list: reading goes on here. The composer takes the focus further when one can write. */
function useFocusOnOpen() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const from = document.activeElement
    if (from === document.body || from?.closest('ul')) heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
