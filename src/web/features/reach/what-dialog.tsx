import { Anchor, Modal } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { Notice } from '../../ui/notice.tsx'
import { byKeyset, pagedRows } from '../../ui/rows.ts'
import { usePhone } from '../../ui/use-phone.ts'
import { useTemplateWords } from '../templates/template-words.ts'
import { SeenFilter, type Shown } from './seen-filter.tsx'
import { SeenList } from './seen-list.tsx'
import { Sight } from './sight.tsx'
import { type SeenTemplate, useBars } from './use-bars.ts'
import styles from './reach.module.css'

interface Props {
  person: { userId: string; name: string } | null
  onClose: () => void
}

/** "¿Qué ve esta persona?" (AS-3). */
export function WhatDialog({ person, onClose }: Props) {
  const { t } = useTranslation('reach')
  const phone = usePhone()
  return (
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={person && t('what.title', { name: person.name })}
      size={680}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {person && <What userId={person.userId} />}
    </Modal>
  )
}

function What({ userId }: { userId: string }) {
  const { t } = useTranslation('reach')
  const bars = useBars()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const query = useInfiniteQuery(
    orpc.reach.ofPerson.infiniteOptions({
      input: (cursor: string | undefined) => ({
        userId,
        cursor,
        search: search || undefined,
        ...(shown !== 'all' && { sees: shown }),
      }),
      ...byKeyset,
      placeholderData: keepPreviousData,
    }),
  )
  const first = query.data?.pages[0]
  const none = first?.total === 0 ? 'what.none' : shown === 'false' ? 'what.noneHidden' : 'what.noneSeeing'
  return (
    <div className={styles.dialog}>
      {first && <Summary mirror={first} />}
      <SeenFilter
        search={search}
        onSearch={setSearch}
        searchLabel={t('what.search')}
        shown={shown}
        onShow={setShown}
        words="showTemplates"
      />
      <SeenList
        label={t('what.templates')}
        list={pagedRows(query)}
        rowKey={(template) => template.id}
        empty={t(search ? 'what.noneFound' : none)}
        cell={(template: SeenTemplate) => (
          <div className={styles.line}>
            <Name template={template} />
            <Sight
              sight={template}
              supervises={first?.supervises ?? false}
              yes={t('what.yes')}
              no={t('what.no')}
              why={template.bars.filter((bar) => bar !== first?.bar).map((bar) => bars(bar, template))}
            />
          </div>
        )}
      />
    </div>
  )
}

function Name({ template: { id, displayName, name, language, channel } }: { template: SeenTemplate }) {
  const words = useTemplateWords()
  return (
    <div className={styles.who}>
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => <Link to="/plantillas/$templateId" params={{ templateId: id }} {...props} />}
      >
        {displayName}
      </Anchor>
      <span className={styles.quiet}>
        {name} · {words.language(language)} · {channel.alias}
      </span>
    </div>
  )
}

/** What is with the person rather than with a template comes first. */
function Summary({ mirror: { bar, queues, supervises, seeing, total } }: { mirror: Outputs['reach']['ofPerson'] }) {
  const { t } = useTranslation('reach')
  if (bar) return <Notice tone="amber">{t(`bar.${bar}`)}</Notice>
  if (queues === 0 && !supervises) return <Notice tone="amber">{t('what.noQueues')}</Notice>
  return (
    <p className={styles.sum}>
      {t('what.seeing', { count: seeing, total })} {supervises && t('what.supervises')}
    </p>
  )
}
