import { ActionIcon, Menu, SegmentedControl, Text, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLanguage, type Language } from '../i18n/language.ts'
import { Icon } from '../ui/icon.tsx'
import { toastProblem } from '../ui/toast.tsx'
import styles from './account-menu.module.css'
import { changeLanguage } from './change-language.ts'
import { leave } from './leave.ts'
import { useSession } from './session.ts'

/** Language, theme, one's own account, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation('ui')
  const { person } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()

  return (
    <Menu position="bottom-end" width={264} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} radius={999}>
          <span className={styles.initials}>{initials(person.name)}</span>
          <VisuallyHidden> {t('account.name')}</VisuallyHidden>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.person}>
          <Text fw={600} size="sm" truncate>
            {person.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {person.email}
          </Text>
        </div>
        <Menu.Divider />
        <div className={styles.choice}>
          <span>{t('account.language')}</span>
          <SegmentedControl
            size="xs"
            aria-label={t('account.language')}
            value={currentLanguage()}
            onChange={(language) => void changeLanguage(language as Language).catch(toastProblem)}
            data={[
              { value: 'es', label: 'Español' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <div className={styles.choice}>
          <span>{t('account.theme')}</span>
          <SegmentedControl
            size="xs"
            aria-label={t('account.theme')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'auto', label: <Icon name="monitor" size={16} label={t('account.auto')} /> },
              { value: 'light', label: <Icon name="sun" size={16} label={t('account.light')} /> },
              { value: 'dark', label: <Icon name="moon" size={16} label={t('account.dark')} /> },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/cuenta" closeMenuOnClick leftSection={<Icon name="user" />}>
          {t('account.mine')}
        </Menu.Item>
        <Menu.Item component={Link} to="/cuenta" hash="dos-pasos" closeMenuOnClick leftSection={<Icon name="shield" />}>
          {t('account.twoFactor')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="logout" />} onClick={() => void leave().catch(toastProblem)}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
