import { ActionIcon, Menu, Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { TemplateRow } from '../template-words.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { useBarrier } from './use-barrier.ts'

interface Props {
  template: Pick<TemplateRow, 'id' | 'name' | 'displayName' | 'language' | 'unsendable'>
  channelId: string
  /** On a page of its own there is nothing left to open. */
  isPage?: boolean
}

/** TP-8: what can be done with one template; what cannot says why. */
export function TemplateMenu({ template, channelId, isPage = false }: Props) {
  const { t } = useTranslation('template-life')
  const may = useMay()
  const [opened, setOpened] = useState(false)
  const [deleting, setDeleting] = useState(false)
  if (!may('templates.write')) return null
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-end" width={280} withinPortal>
        <Menu.Target>
          <Tooltip label={t('menu')}>
            <ActionIcon
              variant={isPage ? 'default' : 'subtle'}
              color="gray"
              size={isPage ? 36 : 32}
              aria-label={t('menuOf', { name: template.displayName })}
            >
              <Icon name="more" />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {opened && (
            <Items template={template} channelId={channelId} isPage={isPage} onDelete={() => setDeleting(true)} />
          )}
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog
        template={deleting ? template : null}
        channelId={channelId}
        leave={isPage}
        onClose={() => setDeleting(false)}
      />
    </>
  )
}

function Items({ template, channelId, isPage = false, onDelete }: Props & { onDelete: () => void }) {
  const { t } = useTranslation('template-life')
  const barrier = useBarrier()
  const { id, unsendable } = template
  const { data: life } = useQuery(orpc.templates.life.queryOptions({ input: { id } }))
  const noEdit = life && barrier.edit(life)
  const noRemove = life && barrier.remove(life)
  const wizard = { to: '/canales/$channelId/plantillas/nueva', params: { channelId } } as const
  return (
    <>
      {life?.edit.again ? (
        <Menu.Item
          leftSection={<Icon name="pencil" />}
          renderRoot={(props) => <Link {...wizard} search={{ desde: id }} {...props} />}
        >
          {t('again')}
        </Menu.Item>
      ) : life && (noEdit === null || barrier.leavesNames(life)) ? (
        <Menu.Item
          leftSection={<Icon name="pencil" />}
          renderRoot={(props) => <Link to="/plantillas/$templateId/editar" params={{ templateId: id }} {...props} />}
        >
          {t('edit')}
          {noEdit ? (
            <Why>{`${noEdit} ${t('onlyNames.can')}`}</Why>
          ) : (
            life.edit.counts && <Why>{t('left', { count: life.edit.leftIn30Days })}</Why>
          )}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<Icon name="pencil" />} disabled opacity={1}>
          {t('edit')}
          <Why>{noEdit}</Why>
        </Menu.Item>
      )}
      {unsendable === null ? (
        <>
          <Menu.Item
            leftSection={<Icon name="copy" />}
            renderRoot={(props) => <Link {...wizard} search={{ copia: id }} {...props} />}
          >
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Icon name="globe" />}
            renderRoot={(props) => <Link {...wizard} search={{ idioma: id }} {...props} />}
          >
            {t('translate')}
          </Menu.Item>
        </>
      ) : (
        <Menu.Item leftSection={<Icon name="copy" />} disabled opacity={1}>
          {t('duplicate')}
          <Why>{t('barrier.made_elsewhere')}</Why>
        </Menu.Item>
      )}
      {!isPage && (
        <Menu.Item
          leftSection={<Icon name="clock" />}
          renderRoot={(props) => (
            <Link to="/plantillas/$templateId" params={{ templateId: id }} hash="history" {...props} />
          )}
        >
          {t('history')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<Icon name="trash" />}
        disabled={!life || noRemove !== null}
        opacity={1}
        onClick={onDelete}
      >
        {t('delete')}
        <Why>{noRemove}</Why>
      </Menu.Item>
    </>
  )
}

function Why({ children }: { children: string | null | undefined }) {
  if (!children) return null
  return (
    <Text size="xs" c="light-dark(#4a545f, #b3bbc5)" component="span" display="block">
      {children}
    </Text>
  )
}
