import { ActionIcon, Group, Radio, Stack, Text, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MEDIA_LIMITS, type MediaType } from '../../../../rules/media/limits.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import { FileDrop } from '../../../ui/file-drop.tsx'
import { sizeOf } from '../../../ui/file-size.ts'
import { HelpHint } from '../../../ui/help-hint.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useSample } from './use-sample.ts'
import type { Wizard } from './use-wizard.ts'
import styles from './wizard.module.css'

interface Props {
  wizard: Wizard
  type: MediaType
}

/** The file itself comes with each send (TP-4); here is only what reviewers are shown of it. */
export function MediaHeader({ wizard, type }: Props) {
  const { t } = useTranslation('templates')
  const { samples } = wizard.values
  const sampleFileId = samples[type] ?? null
  const put = (fileId: string | undefined) => {
    const { [type]: _, ...others } = samples
    wizard.put({ samples: { ...others, ...(fileId && { [type]: fileId }) } })
  }
  const [wantsOwn, setWantsOwn] = useState(sampleFileId !== null)
  const choose = (value: string) => {
    setWantsOwn(value === 'own')
    if (value !== 'own') put(undefined)
  }
  return (
    <Stack gap={16}>
      <Notice tone="blue" title={t(`sample.attached.${type}`)}>
        {t('sample.allowed', { what: MEDIA_LIMITS[type].words[currentLanguage()] })}
        {type === 'IMAGE' && ` ${t('sample.recommended')}`}
      </Notice>
      <Radio.Group
        label={
          <Group component="span" gap={4} display="inline-flex">
            {t('sample.title')}
            <HelpHint about={t('sample.title')}>{t('sample.help')}</HelpHint>
          </Group>
        }
        size="md"
        value={wantsOwn ? 'own' : 'builtIn'}
        onChange={choose}
      >
        <Group gap={24} mt={8}>
          <Radio value="builtIn" label={t('sample.builtIn')} />
          <Radio value="own" label={t('sample.own')} />
        </Group>
      </Radio.Group>
      {wantsOwn &&
        (sampleFileId === null ? (
          <FileDrop label={t('sample.file')} type={type} onUploaded={({ id }) => put(id)} />
        ) : (
          <Own fileId={sampleFileId} onRemove={() => put(undefined)} />
        ))}
    </Stack>
  )
}

function Own({ fileId, onRemove }: { fileId: string; onRemove: () => void }) {
  const { t, i18n } = useTranslation('templates')
  const sample = useSample(fileId)
  return (
    <div className={styles.preset} data-testid="sample">
      <Icon name="check" size={18} />
      <Text flex={1} truncate>
        {sample ? `${sample.name} · ${sizeOf(sample.size, i18n.language)}` : t('sample.ownReady')}
      </Text>
      <Tooltip label={t('sample.remove')}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('sample.remove')} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
