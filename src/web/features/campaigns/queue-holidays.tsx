import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import styles from './queue.module.css'
import type { SectionProps } from './queue-values.ts'

/** HR-2: days on which the queue is closed, whatever the day of the week. */
export function QueueHolidays({ form }: Pick<SectionProps, 'form'>) {
  const { t } = useTranslation('campaigns')
  const { holidays } = form.values
  return (
    <div role="group" aria-label={t('holidays.title')} className={styles.holidays}>
      <Text fw={500} size="sm">
        {t('holidays.title')}
      </Text>
      {holidays.map((_, at) => (
        // A holiday that is being written has nothing but its place.
        <div key={at} className={styles.holiday}>
          <TextInput
            type="date"
            size="sm"
            aria-label={t('holidays.date')}
            {...form.getInputProps(`holidays.${at}.date`)}
          />
          <TextInput
            size="sm"
            aria-label={t('holidays.name')}
            placeholder={t('holidays.example')}
            maxLength={80}
            {...form.getInputProps(`holidays.${at}.name`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('holidays.remove', { n: at + 1 })}
            onClick={() => form.removeListItem('holidays', at)}
          >
            <Icon name="trash" size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        className={styles.start ?? ''}
        leftSection={<Icon name="plus" size={14} />}
        disabled={holidays.length >= 100}
        onClick={() => form.insertListItem('holidays', { date: '', name: '' })}
      >
        {t('holidays.add')}
      </Button>
    </div>
  )
}
