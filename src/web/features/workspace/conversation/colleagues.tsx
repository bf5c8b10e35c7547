import { Avatar } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './colleagues.module.css'
import { useColleagues, useTellPresence } from './use-presence.ts'

/** WS-7: who else has the ticket open, and who writes in it just now. */
export function Colleagues({ ticketId, draft }: { ticketId: string; draft: string }) {
  const { t, i18n } = useTranslation('thread')
  useTellPresence(ticketId, draft)
  const colleagues = useColleagues(ticketId)
  const typing = colleagues.filter((each) => each.typing)
  const named = typing.length > 0 ? typing : colleagues
  const names = new Intl.ListFormat(i18n.language).format(named.map(({ name }) => name))
  const key = `looking.${typing.length > 0 ? 'typing' : 'here'}${named.length > 1 ? 'Many' : ''}`
  return (
    <div className={styles.colleagues} role="status" data-empty={named.length === 0 || undefined}>
      {named.length > 0 && (
        <>
          <Avatar.Group>
            {named.slice(0, 3).map(({ id, name }) => (
              <Avatar key={id} name={name} size={22} color="blue" aria-hidden />
            ))}
          </Avatar.Group>
          {t(key, { names })}
        </>
      )}
    </div>
  )
}
