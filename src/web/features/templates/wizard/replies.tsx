import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AddButton, OneButton } from './one-button.tsx'
import type { Wizard } from './use-wizard.ts'
import { BLANK_REPLY, type Reply } from './values.ts'

const MOST = 3

/** Up to three; one of them may be how the contact opts out. */
export function Replies({ wizard: { values, put }, wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { replies } = values
  const change = (at: number, changed: Partial<Reply>) =>
    put({
      replies: replies.map((reply, place) => {
        if (place === at) return { ...reply, ...changed }
        return changed.optOut ? { ...reply, optOut: false } : reply
      }),
    })
  return (
    <>
      {replies.map((reply, at) => (
        <OneButton
          key={`${at} reply`}
          wizard={wizard}
          at={at}
          legend={t('buttons.nth', { n: at + 1 })}
          text={reply.text}
          example={t('buttons.example')}
          onText={(text) => change(at, { text })}
          onRemove={replies.length > 1 ? () => put({ replies: replies.filter((_, place) => place !== at) }) : null}
          foot={
            <Checkbox
              label={t('buttons.optOut')}
              description={t('buttons.optOutHelp')}
              checked={reply.optOut}
              onChange={({ currentTarget: { checked } }) => change(at, { optOut: checked })}
            />
          }
        />
      ))}
      {replies.length < MOST && (
        <AddButton onClick={() => put({ replies: [...replies, BLANK_REPLY] })}>{t('buttons.add')}</AddButton>
      )}
    </>
  )
}
