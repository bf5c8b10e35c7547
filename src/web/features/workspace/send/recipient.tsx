import { Input, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../../rules/phone.ts'
import { Icon } from '../../../ui/icon.tsx'
import { PhoneInput } from '../../../ui/phone-input.tsx'
import styles from './send.module.css'
import type { SendTarget } from './target.ts'
import type { SendDraft } from './use-send-draft.ts'

interface Props {
  target: SendTarget
  draft: SendDraft
  change: (part: Partial<SendDraft>) => void
  country: string
  error: string | null
  /** Whose number has been typed. */
  known: { name: string; optedOut: boolean } | null
}

/** To whom: the contact it was opened for, or a number with, if known, a name. */
export function Recipient({ target, draft, change, country, error, known }: Props) {
  const { t } = useTranslation('workspace')
  if (target.ticketId || target.contactId) {
    const phone = target.phone ? prettyPhone(target.phone) : ''
    return (
      <Input.Wrapper label={t('dialog.to')} labelElement="div" size="md">
        <div className={styles.contact}>
          <Icon name="user" size={16} />
          {[target.name, phone].filter(Boolean).join(' · ') || t('noName')}
        </div>
      </Input.Wrapper>
    )
  }
  return (
    <div className={styles.pair}>
      <PhoneInput
        label={t('dialog.phone')}
        country={country}
        withAsterisk
        value={draft.phone}
        onChange={(phone) => change({ phone })}
        error={error}
        description={
          known && t(known.optedOut ? 'dialog.knownOptedOut' : 'dialog.known', { name: known.name || t('noName') })
        }
      />
      <TextInput
        label={t('dialog.name')}
        placeholder={t('dialog.optional')}
        size="md"
        maxLength={120}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
    </div>
  )
}
