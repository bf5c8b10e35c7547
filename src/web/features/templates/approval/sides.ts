import { useTranslation } from 'react-i18next'
import { formOfDraft } from '../../../../contract/draft-form.ts'
import { compareTemplates } from '../../../../rules/template-diff.ts'
import type { Outputs } from '../../../api.ts'
import { useDates } from '../../../ui/dates.ts'

export type Draft = Outputs['approvals']['draft']
export type Edition = Draft['editions'][number]
export type Form = Edition['content']

/** A text that can be compared with another. */
export interface Side {
  key: string
  label: string
  content: Form
  edition: Edition | null
}

interface Texts {
  editions: readonly Edition[]
  standing: Form | null
}

/** The draft as it is where that was not asked for, the kept texts, and the template as it stands; the newest first. */
export function useSides(
  { editions, standing }: Texts,
  draft?: Pick<Draft, 'content' | 'savedAt' | 'savedBy'>,
): Side[] {
  const { t } = useTranslation('template-approval')
  const dates = useDates()
  const [last] = editions
  const now = draft && wholeForm(draft.content)
  const kept = editions.map((edition): Side => {
    const label = t('texts.number', { n: edition.number })
    return {
      key: edition.id,
      label: t('texts.byAt', { label, name: edition.author.name, when: dates.moment(edition.at) }),
      content: edition.content,
      edition,
    }
  })
  const says = (form: Form, other: Form | undefined) =>
    other !== undefined && compareTemplates(other, form).length === 0
  return [
    ...(now && !says(now, last?.content) ? [{ key: 'now', label: t('texts.now'), content: now, edition: null }] : []),
    ...kept,
    ...(standing && !editions.some(({ state, content }) => state === 'sent' && says(standing, content))
      ? [{ key: 'standing', label: t('texts.standing'), content: standing, edition: null }]
      : []),
  ]
}

/** A half-written draft is compared, too; only its category cannot be missing. */
function wholeForm(content: Draft['content']): Form {
  const form = formOfDraft(content)
  return { ...form, category: form.category ?? 'UTILITY' }
}
