import { useTranslation } from 'react-i18next'
import { checkDisplayName, type NameContext } from '../../../rules/display-name.ts'
import { useAbout } from '../../app/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ChannelDetail } from './channel.ts'
import styles from './request.module.css'

/** DN: what Meta's review may hold against the name is a hint while typing, never a bar. */
export function NameHelp({ name, website }: { name: string; website: string }) {
  const { t } = useTranslation('channels')
  return (
    <>
      {t('request.nameHelp')}
      <Hints name={name} context={{ website: website.trim() }} />
    </>
  )
}

/** CH-10, DN-15: why the name stands as it is. */
export function FixedNameHelp({ channel: { businessName, activatedAt } }: { channel: ChannelDetail }) {
  const { t } = useTranslation('channels')
  const setAt = activatedAt === null ? {} : { setAt: new Date(activatedAt) }
  return (
    <>
      {t('edit.nameHelp', { providerName: useAbout()?.providerName ?? '' })}
      <Hints name={businessName} context={setAt} only="DN-15" />
    </>
  )
}

function Hints({ name, context, only }: { name: string; context: NameContext; only?: string }) {
  const findings = checkDisplayName(name, currentLanguage(), context)
  return (
    <span role="status">
      {findings
        .filter(({ rule }) => only === undefined || rule === only)
        .map(({ rule, message }) => (
          <span key={rule} className={styles.hint} data-tone="amber">
            <Icon name="info" size={16} />
            {message}
          </span>
        ))}
    </span>
  )
}
