import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.tsx'

/** Many templates at once: out of a file, and into one. */
export function BulkMenu({ channelId }: { channelId: string }) {
  const { t } = useTranslation(['template-bulk', 'template-life'])
  const may = useMay()
  const exporting = useMutation({
    mutationFn: () => client.templates.exportCsv({ channelId }),
    onSuccess: ({ fileName, csv }) => saveFile(fileName, csv),
    onError: toastProblem,
  })
  const adopting = useMutation(
    orpc.templates.adopt.mutationOptions({
      onSuccess: () => toastDone(t('template-life:adopting')),
      onError: toastProblem,
    }),
  )
  if (!may('templates.write')) return null
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t('menu')}>
          <ActionIcon variant="default" size={36} aria-label={t('menu')} loading={exporting.isPending}>
            <Icon name="more" />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="doc-plus" />}
          renderRoot={(props) => (
            <Link to="/canales/$channelId/plantillas/importar" params={{ channelId }} {...props} />
          )}
        >
          {t('import')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="inbox" />} onClick={() => adopting.mutate({ channelId })}>
          {t('template-life:adopt')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="download" />} onClick={() => exporting.mutate()}>
          {t('export')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
