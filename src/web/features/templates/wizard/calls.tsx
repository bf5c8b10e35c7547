import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../app/session.ts'
import { PhoneInput } from '../../../ui/phone-input.tsx'
import { fieldProps } from './findings.tsx'
import { AddButton, OneButton } from './one-button.tsx'
import type { Wizard } from './use-wizard.ts'
import { BLANK_PHONE, BLANK_WEBSITE, type Call } from './values.ts'
import { WebsiteFields } from './website-fields.tsx'

const MOST_WEBSITES = 2
const MOST_PHONES = 1

/** Up to two websites and one phone; no tap of them makes a ticket. */
export function Calls({ wizard: { values, put }, wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { calls } = values
  const count = (type: Call['type']) => calls.filter((call) => call.type === type).length
  const set = (at: number, changed: Call) => put({ calls: calls.map((call, place) => (place === at ? changed : call)) })
  return (
    <>
      {calls.map((call, at) => (
        <OneButton
          key={`${at} ${call.type}`}
          wizard={wizard}
          at={at}
          legend={t(`buttons.${call.type}`, { n: at + 1 })}
          text={call.text}
          example={t(`buttons.exampleOf.${call.type}`)}
          onText={(text) => set(at, { ...call, text })}
          onRemove={calls.length > 1 ? () => put({ calls: calls.filter((_, place) => place !== at) }) : null}
        >
          {call.type === 'URL' ? (
            <WebsiteFields wizard={wizard} at={at} website={call} onChange={(changed) => set(at, changed)} />
          ) : (
            <PhoneField
              wizard={wizard}
              at={at}
              value={call.phoneNumber}
              onChange={(phoneNumber) => set(at, { ...call, phoneNumber })}
            />
          )}
        </OneButton>
      ))}
      <Group gap={8}>
        {count('URL') < MOST_WEBSITES && (
          <AddButton onClick={() => put({ calls: [...calls, BLANK_WEBSITE] })}>{t('buttons.addWebsite')}</AddButton>
        )}
        {count('PHONE_NUMBER') < MOST_PHONES && (
          <AddButton onClick={() => put({ calls: [...calls, BLANK_PHONE] })}>{t('buttons.addPhone')}</AddButton>
        )}
      </Group>
    </>
  )
}

interface PhoneProps {
  wizard: Wizard
  at: number
  value: string
  onChange: (value: string) => void
}

function PhoneField({ wizard, at, value, onChange }: PhoneProps) {
  const { t } = useTranslation('templates')
  const country = useSession().active?.country ?? 'PE'
  const { error, description } = fieldProps(wizard, `buttons[${at}].phoneNumber`)
  return (
    <div style={{ marginTop: 12 }}>
      <PhoneInput
        label={t('buttons.phone')}
        country={country}
        withAsterisk
        value={value}
        onChange={onChange}
        error={error}
        description={description}
      />
    </div>
  )
}
