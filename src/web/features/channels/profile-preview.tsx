import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { VERTICALS } from '../../../rules/profile.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { PhotoCircle } from './photo-circle.tsx'
import styles from './profile-preview.module.css'

interface Props {
  name: string
  identifier: string | null
  profile: {
    about: string | null
    address: string | null
    description: string | null
    email: string | null
    website: string | null
    website2: string | null
    vertical: string
    photoFileId: string | null
  }
}

/** The business profile as a customer's phone shows it. */
export function ProfilePreview({ name, identifier, profile }: Props) {
  const { t } = useTranslation('channels')
  const { vertical, description, address, email, website, website2, about } = profile
  const label = VERTICALS[vertical as keyof typeof VERTICALS]?.[currentLanguage()]
  const lines: [IconName, string | null][] = [
    ['info', description],
    ['pin', address],
    ['mail', email],
    ['globe', website],
    ['globe', website2],
  ]
  return (
    <figure className={styles.phone} aria-label={t('profile.preview')}>
      <div className={styles.head}>
        <PhotoCircle fileId={profile.photoFileId || null} name={name} size={96} />
        <strong>{name}</strong>
        <span className={styles.quiet}>{identifier ? prettyPhone(identifier) : t('noNumberYet')}</span>
        {label && <span className={styles.quiet}>{label}</span>}
      </div>
      <ul className={styles.lines}>
        {lines.map(
          ([icon, text], at) =>
            text?.trim() && (
              <li key={at}>
                <Icon name={icon} size={18} />
                <span>{text.trim()}</span>
              </li>
            ),
        )}
      </ul>
      {about?.trim() && (
        <div className={styles.about}>
          <span className={styles.quiet}>{t('field.about')}</span>
          <span>{about.trim()}</span>
        </div>
      )}
      <figcaption className={styles.quiet}>{t('profile.caption')}</figcaption>
    </figure>
  )
}
