import { Button, Menu, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { client } from '../api.ts'
import { sessionChanged } from '../live.ts'
import { Icon } from '../ui/icon.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { useSession } from './session.ts'

/** The active company; a menu when the person belongs to several (PE-3). */
export function CompanyMenu() {
  const { t } = useTranslation('ui')
  const { active, companies, isOperator } = useSession()
  const name = active?.name ?? (isOperator ? t('operator') : t('noCompany'))
  if (companies.length < 2) {
    return (
      <Text fw={600} truncate>
        {name}
      </Text>
    )
  }

  const enter = async (companyId: string) => {
    try {
      await client.session.enterCompany({ companyId })
      sessionChanged()
      location.assign('/')
    } catch (error) {
      toastProblem(error)
    }
  }

  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<Icon name="chevron-down" size={16} />} px={8}>
          <Text fw={600} truncate c="var(--mantine-color-text)">
            {name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('changeCompany')}</Menu.Label>
        {companies.map((company) => (
          <Menu.Item
            key={company.id}
            leftSection={<Icon name={company.id === active?.id ? 'check' : 'building'} />}
            onClick={() => void enter(company.id)}
          >
            {company.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
