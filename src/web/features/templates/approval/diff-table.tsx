import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { compareTemplates, type FieldChange } from '../../../../rules/template-diff.ts'
import { type DiffPart, diffText } from '../../../../rules/text-diff.ts'
import { useFieldWords } from './field-words.ts'
import type { Form } from './sides.ts'
import styles from './approval.module.css'

/** Field by field what one text says and the other does not, with the words marked; stacked on a phone. */
export function DiffTable({ before, after }: { before: Form | null; after: Form }) {
  const { t } = useTranslation('template-approval')
  const words = useFieldWords()
  const changes = compareTemplates(before, after)
  if (changes.length === 0) return <Text c="dimmed">{t('diff.same')}</Text>
  return (
    <table className={styles.diff}>
      <VisuallyHidden component="caption">{t('diff.caption')}</VisuallyHidden>
      <thead>
        <tr>
          <th scope="col">{t('diff.field')}</th>
          {before && <th scope="col">{t('diff.before')}</th>}
          <th scope="col">{t('diff.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const parts = partsOf(change, words.value)
          return (
            <tr key={change.field}>
              <th scope="row">{words.label(change.field)}</th>
              {before && (
                <td data-side={t('diff.before')}>
                  <Parts parts={parts} without="added" />
                </td>
              )}
              <td data-side={before ? t('diff.after') : ''}>
                <Parts parts={parts} without="removed" />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What is chosen from a list changes as a whole. */
function partsOf({ field, before, after }: FieldChange, valueOf: (field: string, value: string) => string | null) {
  const [old, now] = [before, after].map((value) => (value === null ? null : valueOf(field, value)))
  if (old === null && now === null) return diffText(before ?? '', after ?? '')
  const parts: DiffPart[] = []
  if (before !== null) parts.push({ kind: 'removed', text: old ?? before })
  if (after !== null) parts.push({ kind: 'added', text: now ?? after })
  return parts
}

function Parts({ parts, without }: { parts: readonly DiffPart[]; without: 'added' | 'removed' }) {
  const { t } = useTranslation('template-approval')
  const shown = parts.filter(({ kind }) => kind !== without)
  if (shown.length === 0) return <Text span inherit c="dimmed">{`(${t('diff.empty')})`}</Text>
  return (
    <>
      {shown.map(({ kind, text }, at) => {
        if (kind === 'same') return text
        const Mark = kind === 'added' ? 'ins' : 'del'
        return (
          <Mark key={at}>
            <VisuallyHidden component="span">{t(`diff.${kind}`)} </VisuallyHidden>
            {text}
          </Mark>
        )
      })}
    </>
  )
}
