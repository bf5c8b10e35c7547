import { Button, Group, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, problemOf, type ShownProblem } from '../../../api.ts'
import { Notice } from '../../../ui/notice.tsx'
import { toastDone } from '../../../ui/toast.tsx'
import type { Draft } from './sides.ts'
import styles from './approval.module.css'

type Deed = 'comment' | 'approve' | 'approveAndSubmit' | 'want_changes'

/** A word about a draft, with a decision where one may take it. What was looked at is what is decided on (TP-10). */
export function Reply({ draft }: { draft: Draft }) {
  const { t } = useTranslation('template-approval')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState<Deed | null>(null)
  const [lacks, setLacks] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const comment = text.trim()
  const edition = draft.editions.find(({ state }) => state === 'asked')

  const act = async (deed: Deed) => {
    if (comment === '' && (deed === 'comment' || deed === 'want_changes')) {
      setLacks(true)
      field.current?.focus()
      return
    }
    setBusy(deed)
    setProblem(null)
    try {
      const templateId = await carryOut(deed, draft.id, edition?.id ?? '', comment)
      setText('')
      setLacks(false)
      toastDone(deed === 'comment' ? t('comments.sent') : t(`done.${deed}`))
      if (templateId) void navigate({ to: '/plantillas/$templateId', params: { templateId } })
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(null)
      await queries.invalidateQueries({ queryKey: orpc.approvals.key() })
      void queries.invalidateQueries({ queryKey: orpc.templates.key() })
    }
  }
  const button = (deed: Deed, label: string, variant: 'default' | 'filled') => (
    <Button
      variant={variant}
      loading={busy === deed}
      disabled={busy !== null && busy !== deed}
      onClick={() => void act(deed)}
    >
      {label}
    </Button>
  )
  return (
    <div className={styles.composer}>
      {problem && (
        <Notice tone="red" alert title={problem.title}>
          {problem.errors.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
      <Textarea
        ref={field}
        mt={12}
        label={t('comments.label')}
        placeholder={t('comments.placeholder')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2000}
        value={text}
        error={lacks && comment === '' && t('comments.needed')}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      {draft.state === 'asked' && !draft.may.decide && (
        <Text size="sm" c="dimmed" mt={8}>
          {t('page.own')}
        </Text>
      )}
      <Group gap={8} mt={12} justify="flex-end">
        {button('comment', t('comment'), 'default')}
        {draft.may.decide && (
          <>
            {button('want_changes', t('wantChanges'), 'default')}
            {button('approve', t('approve'), 'default')}
            {button('approveAndSubmit', t('approveAndSubmit'), 'filled')}
          </>
        )}
      </Group>
    </div>
  )
}

async function carryOut(deed: Deed, draftId: string, editionId: string, text: string): Promise<string | null> {
  if (deed === 'comment') {
    await client.approvals.comment({ id: draftId, text })
    return null
  }
  const { templateId } = await client.approvals.decide({
    id: editionId,
    decision: deed === 'want_changes' ? 'want_changes' : 'approve',
    submit: deed === 'approveAndSubmit',
    ...(text !== '' && { comment: text }),
  })
  return templateId
}
