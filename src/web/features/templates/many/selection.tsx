import { Checkbox } from '@mantine/core'
import { createContext, use, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateRow } from '../template-words.ts'

/** Which templates are chosen, by id: it outlives pages and filters. */
export interface Selection {
  ids: ReadonlySet<string>
  set: (ids: Iterable<string>, chosen: boolean) => void
  replace: (ids: Iterable<string>) => void
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      ids,
      set: (given, chosen) =>
        setIds((before) => {
          const after = new Set(before)
          for (const id of given) {
            if (chosen) after.add(id)
            else after.delete(id)
          }
          return after
        }),
      replace: (given) => setIds(new Set(given)),
    }),
    [ids],
  )
}

/** Beside the columns, so that a tick draws the boxes again and not the rows. */
export const SelectionContext = createContext<Selection>({
  ids: new Set(),
  set: () => undefined,
  replace: () => undefined,
})

export function RowBox({ row: { id, displayName, language } }: { row: TemplateRow }) {
  const { t } = useTranslation('template-many')
  const { ids, set } = use(SelectionContext)
  return (
    <Checkbox
      size="sm"
      aria-label={t('choose', { name: displayName, language })}
      checked={ids.has(id)}
      onChange={(event) => set([id], event.currentTarget.checked)}
    />
  )
}

/** All of the page, in the heading. */
export function PageBox({ rows }: { rows: TemplateRow[] }) {
  const { t } = useTranslation('template-many')
  const { ids, set } = use(SelectionContext)
  const chosen = rows.filter((row) => ids.has(row.id)).length
  return (
    <Checkbox
      size="sm"
      aria-label={t('choosePage')}
      checked={rows.length > 0 && chosen === rows.length}
      indeterminate={chosen > 0 && chosen < rows.length}
      onChange={() =>
        set(
          rows.map((row) => row.id),
          chosen < rows.length,
        )
      }
    />
  )
}
