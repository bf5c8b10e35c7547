import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { MyState } from '../features/agents/my-state.tsx'
import { startLive, useLive } from '../live.ts'
import { Icon } from '../ui/icon.tsx'
import { LoadingState } from '../ui/states.tsx'
import { usePhone } from '../ui/use-phone.ts'
import { AccountMenu } from './account-menu.tsx'
import { Bell } from './bell.tsx'
import { CompanyMenu } from './company-menu.tsx'
import styles from './frame.module.css'
import { type MenuEntry, menuOf } from './pages.ts'
import { queries } from './queries.ts'
import { useAbout, useSession } from './session.ts'
import { useDropGuard } from './use-drop-guard.ts'

let live = false

/** What stays while pages change: menu, top bar, the banner of a lost connection. */
export function Frame() {
  const { t } = useTranslation('ui')
  const [folded, setFolded] = useLocalStorage({ key: 'score.menu.folded', defaultValue: false })
  const menu = menuOf(useSession())
  useDropGuard()
  useEffect(() => {
    if (!live) startLive(queries)
    live = true
  }, [])

  return (
    <div className={styles.frame} data-folded={folded || undefined}>
      <a className={styles.skip} href="#page">
        {t('skip')}
      </a>
      <nav className={styles.side} aria-label={t('menu.name')}>
        <div className={styles.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span className={styles.word}>{useAbout()?.platformName}</span>
        </div>
        <Entries menu={menu} folded={folded} />
        <ActionIcon
          className={styles.fold}
          variant="subtle"
          color="gray"
          aria-label={t(folded ? 'menu.unfold' : 'menu.fold')}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          <Icon name={folded ? 'chevron-right' : 'chevron-left'} />
        </ActionIcon>
      </nav>
      <header className={styles.top}>
        <CompanyMenu />
        <div className={styles.tools}>
          <TestPhone />
          <MyState />
          <Bell />
          <AccountMenu />
        </div>
      </header>
      <div className={styles.main}>
        <LostBanner />
        <main id="page" tabIndex={-1} className={styles.page}>
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  )
}

/** As many as the foot of a phone has room for. */
const AT_FOOT = 5

function Entries({ menu, folded }: { menu: MenuEntry[]; folded: boolean }) {
  const phone = usePhone()
  const shown = phone && menu.length > AT_FOOT ? AT_FOOT - 1 : menu.length
  return (
    <ul className={styles.entries}>
      {menu.slice(0, shown).map((entry) => (
        <Entry key={entry.to} entry={entry} folded={folded} />
      ))}
      {shown < menu.length && (
        <li>
          <MoreEntries menu={menu.slice(shown)} />
        </li>
      )}
    </ul>
  )
}

function MoreEntries({ menu }: { menu: MenuEntry[] }) {
  const { t } = useTranslation('ui')
  const here = useLocation({ select: ({ pathname }) => pathname })
  const isHere = ({ to }: MenuEntry) => here === to || here.startsWith(`${to}/`)
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={styles.entry} aria-current={menu.some(isHere) || undefined}>
          <Icon name="more" size={20} />
          <span className={styles.short}>{t('menu.more')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {menu.map((entry) => (
          <Menu.Item
            key={entry.to}
            component={Link}
            to={entry.to}
            leftSection={<Icon name={entry.icon} />}
            aria-current={isHere(entry) ? 'page' : undefined}
          >
            {t(entry.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Entry({ entry: { to, label, short = label, icon }, folded }: { entry: MenuEntry; folded: boolean }) {
  const { t } = useTranslation('ui')
  return (
    <li>
      <Tooltip label={t(label)} position="right" disabled={!folded}>
        <Link to={to} className={styles.entry} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={icon} size={20} />
          <span className={styles.word}>{t(label)}</span>
          <span className={styles.short} aria-hidden>
            {t(short)}
          </span>
        </Link>
      </Tooltip>
    </li>
  )
}

function TestPhone() {
  const { t } = useTranslation('ui')
  const about = useAbout()
  if (!about?.phonePageUrl) return null
  return (
    <>
      <a className={styles.phone} href={about.phonePageUrl} target="_blank" rel="noreferrer" title={t('testPhoneHelp')}>
        <Icon name="phone" size={16} />
        <span>{t('testPhone')}</span>
      </a>
      {about.controlPageUrl && (
        <a
          className={styles.phone}
          href={about.controlPageUrl}
          target="_blank"
          rel="noreferrer"
          title={t('testControlHelp')}
        >
          <Icon name="gear" size={16} />
          <span>{t('testControl')}</span>
        </a>
      )}
    </>
  )
}

function LostBanner() {
  const { t } = useTranslation('ui')
  const lost = useLive() === 'lost'
  return (
    <div role="status">
      {lost && (
        <div className={styles.lost} data-tone="amber">
          <Icon name="warning" size={16} />
          {t('lost')}
        </div>
      )}
    </div>
  )
}
