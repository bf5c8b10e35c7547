import { Anchor, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { showAttribute } from '../../../../rules/attributes.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import { useKept } from '../../../kept.ts'
import { Icon } from '../../../ui/icon.tsx'
import { ConsentRecord } from '../../contacts/consent.tsx'
import { ContactForm } from '../../contacts/contact-form.tsx'
import { ContactFiles } from '../../contacts/history.tsx'
import { useAttributes, useContact } from '../../contacts/use-contact.ts'
import styles from './contact.module.css'

/** What the company knows of the contact, changed in place; what it agreed to; what it sent. */
export function ContactDetails({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  const contact = useContact(id).data
  const attributes = useAttributes().data
  const [editing, setEditing] = useKept(`contact.${id}.open`, false)
  if (!contact || !attributes) return null
  const known = attributes.filter(({ key }) => contact.attributes[key])
  return (
    <>
      <Group justify="space-between" className={styles.heading}>
        <span>{t('card.attributes')}</span>
        {!editing && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<Icon name="pencil" size={14} />}
            onClick={() => setEditing(true)}
          >
            {t('card.edit')}
          </Button>
        )}
      </Group>
      {editing ? (
        <ContactForm contact={contact} attributes={attributes} narrow onDone={() => setEditing(false)} />
      ) : known.length === 0 ? (
        <p className={styles.quiet}>{t('card.noAttributes')}</p>
      ) : (
        <dl className={styles.facts}>
          {known.map(({ key, label, type }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>{showAttribute(type, contact.attributes[key]!, currentLanguage())}</dd>
            </div>
          ))}
        </dl>
      )}
      <h4 className={styles.heading}>{t('consent.title')}</h4>
      <ConsentRecord contact={contact} short />
      <h4 className={styles.heading}>{t('history.files')}</h4>
      <ContactFiles id={id} few />
      <Anchor
        size="sm"
        mt={12}
        display="block"
        renderRoot={(props) => <Link to="/contactos/$contactId" params={{ contactId: id }} {...props} />}
      >
        {t('card.page')}
      </Anchor>
    </>
  )
}
