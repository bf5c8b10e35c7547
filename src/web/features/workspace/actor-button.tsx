import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'

interface Props extends ButtonProps {
  onClick: ComponentProps<'button'>['onClick']
  children: ReactNode
}

/** A button for those who act in the Workspace; who only looks learns why it does nothing. */
export function ActorButton({ onClick, children, ...looks }: Props) {
  const { t } = useTranslation('workspace')
  if (useMay()('workspace.use')) {
    return (
      <Button onClick={onClick} {...looks}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip label={t('lookOnly')} multiline maw={280}>
      <Button {...looks} data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
        {children}
      </Button>
    </Tooltip>
  )
}
