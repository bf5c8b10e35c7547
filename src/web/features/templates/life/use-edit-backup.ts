import { useEffect, useState } from 'react'
import { type Draft, findBackup, forgetBackup, keepBackup } from '../wizard/backup.ts'
import { STEPS } from '../wizard/steps.ts'
import type { Wizard } from '../wizard/use-wizard.ts'
import { draftOf, type Values, valuesOf } from '../wizard/values.ts'

/** What of an edit this browser kept, unless its draft was saved since. What cannot be changed is as it is now. */
export function keptEdit(templateId: string, initial: Values, fixed: Wizard['fixed'], draft: Draft | null) {
  const kept = findBackup(templateId, draft?.id)
  if (!kept || kept.draft?.version !== draft?.version) return null
  const stays = Object.fromEntries(fixed.map((key) => [key, initial[key]]))
  return { values: { ...valuesOf(kept.content), ...stays }, step: STEPS[kept.content.step] ?? 'content' }
}

/** Keeps an edit in this browser while it is written; what is called forgets it, for good. */
export function useEditBackup(templateId: string, { values, step }: Wizard, initial: Values, draft: Draft | null) {
  const [over, setOver] = useState(false)
  const isNew = JSON.stringify(draftOf(values, 0)) !== JSON.stringify(draftOf(initial, 0))
  useEffect(() => {
    if (over) return
    if (isNew) keepBackup(templateId, { content: draftOf(values, STEPS.indexOf(step)), draft })
    else forgetBackup(templateId, draft?.id)
  }, [templateId, values, step, isNew, draft, over])
  return () => {
    setOver(true)
    forgetBackup(templateId, draft?.id)
  }
}
