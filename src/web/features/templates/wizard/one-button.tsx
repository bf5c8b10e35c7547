import { ActionIcon, Button, Fieldset, TextInput, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { Count } from './count.tsx'
import { fieldProps } from './findings.tsx'
import type { Wizard } from './use-wizard.ts'
import styles from './wizard.module.css'

const LONGEST = 25

interface Props {
  wizard: Wizard
  at: number
  legend: string
  text: string
  example: string
  onText: (text: string) => void
  /** Null when there must be one. */
  onRemove: (() => void) | null
  /** What it carries beside its text. */
  children?: ReactNode
  foot?: ReactNode
}

/** What all buttons have: a text, and the way to take it out. */
export function OneButton({ wizard, at, legend, text, example, onText, onRemove, children, foot }: Props) {
  const { t } = useTranslation('templates')
  return (
    <Fieldset legend={legend} className={styles.parameter}>
      <TextInput
        label={t('buttons.text')}
        placeholder={example}
        withAsterisk
        maxLength={200}
        value={text}
        onChange={({ currentTarget: { value } }) => onText(value)}
        rightSection={<Count length={text.length} most={LONGEST} />}
        rightSectionWidth={64}
        {...fieldProps(wizard, `buttons[${at}].text`)}
      />
      {children}
      {(foot || onRemove) && (
        <div className={styles.buttonFoot}>
          <div>{foot}</div>
          {onRemove && (
            <Tooltip label={t('buttons.remove')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={t('buttons.removeNth', { n: at + 1 })}
                onClick={onRemove}
              >
                <Icon name="trash" />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      )}
    </Fieldset>
  )
}

export const AddButton = ({ children, onClick }: { children: string; onClick: () => void }) => (
  <Button
    variant="default"
    leftSection={<Icon name="plus" size={16} />}
    style={{ alignSelf: 'flex-start' }}
    onClick={onClick}
  >
    {children}
  </Button>
)
