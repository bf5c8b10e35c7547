import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GROUPS, groupOf, RULE_SHEETS, type RuleSheet, speaksOf } from '../../../rules/template-lint/catalog.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { SearchBox } from '../../ui/filter-bar.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Sheet } from './sheet.tsx'
import styles from './template-rules.module.css'

/** All rules of the lint, each at its own address, where the findings of the wizard lead. */
export function TemplateRulesPage() {
  const { t } = useTranslation('template-rules')
  const wanted = useLocation({ select: ({ hash }) => hash })
  const [search, setSearch] = useState('')
  const found = RULE_SHEETS.filter((sheet) => speaksOf(sheet, search, currentLanguage()))
  useEffect(() => {
    // The page is drawn after its address was reached, so the browser has not gone there by itself.
    if (wanted !== '') document.getElementById(wanted)?.scrollIntoView({ block: 'center' })
  }, [wanted])
  return (
    <Page narrow title={t('title')} sentence={t('sentence', { count: found.length })}>
      <div role="search" className={styles.search}>
        <SearchBox label={t('search')} value={search} onChange={setSearch} />
      </div>
      {found.length === 0 && <EmptyState>{t('none')}</EmptyState>}
      {[...Map.groupBy(found, groupOf)].map(([letters, sheets]) => (
        <Group key={letters} letters={letters} sheets={sheets} wanted={wanted} />
      ))}
    </Page>
  )
}

function Group({ letters, sheets, wanted }: { letters: string; sheets: RuleSheet[]; wanted: string }) {
  return (
    <section className={styles.group} aria-labelledby={`group-${letters}`}>
      <h2 id={`group-${letters}`} className={styles.heading}>
        {GROUPS[letters]?.[currentLanguage()] ?? letters}
      </h2>
      <ul className={styles.list}>
        {sheets.map((sheet) => (
          <Sheet key={sheet.id} sheet={sheet} wanted={sheet.id === wanted} />
        ))}
      </ul>
    </section>
  )
}
