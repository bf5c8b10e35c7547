import { Button, Group, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import { uploadFile, UploadRefused } from '../../ui/upload-file.ts'
import { PhotoCircle } from './photo-circle.tsx'
import styles from './photo-field.module.css'
import { squarePhoto } from './square-photo.ts'

interface Props {
  /** Of a file of the company's own; empty without a photo. */
  value: string
  onChange: (fileId: string) => void
  /** Whose first letter stands where no photo does. */
  name: string
}

type State = { at: 'rest'; hint?: string } | { at: 'sending' } | { at: 'refused'; reasons: string[] }

/** The photo of the profile: chosen, judged, cut to a square and brought to the server before the form is saved. */
export function PhotoField({ value, onChange, name }: Props) {
  const { t } = useTranslation('channels')
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<State>({ at: 'rest' })

  const take = async (given: File | undefined) => {
    if (!given) return
    setState({ at: 'sending' })
    try {
      const square = await squarePhoto(given)
      if (typeof square === 'string') return setState({ at: 'refused', reasons: [t(`photo.${square}`)] })
      const options = { onProgress: () => undefined, signal: new AbortController().signal }
      const { id } = await uploadFile(square.file, 'IMAGE', options)
      onChange(id)
      setState({ at: 'rest', ...(square.cut && { hint: t('photo.cut') }) })
    } catch (fault) {
      const reasons = fault instanceof UploadRefused ? fault.reasons : [t('ui:problem.unexpected')]
      setState({ at: 'refused', reasons })
    }
  }

  return (
    <div className={styles.photo} role="group" aria-labelledby="photo-label">
      <PhotoCircle fileId={value || null} name={name} size={72} />
      <div>
        <span id="photo-label" className={styles.label}>
          {t('profile.field.photo')} <span className={styles.quiet}>{t('request.optional')}</span>
        </span>
        <Group gap={8} mt={4}>
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon name="image" size={16} />}
            loading={state.at === 'sending'}
            aria-describedby="photo-help photo-wrong"
            onClick={() => input.current?.click()}
          >
            {t(value ? 'photo.change' : 'photo.choose')}
          </Button>
          {value && (
            <Button variant="subtle" color="gray" size="sm" onClick={() => onChange('')}>
              {t('photo.remove')}
            </Button>
          )}
        </Group>
        <Text id="photo-help" size="sm" c="dimmed" mt={4}>
          {t('photo.help')}
        </Text>
        <div id="photo-wrong" role="status">
          {state.at === 'rest' && state.hint && <Text size="sm">{state.hint}</Text>}
          {state.at === 'refused' &&
            state.reasons.map((reason) => (
              <Text key={reason} size="sm" c="var(--mantine-color-error)">
                {reason}
              </Text>
            ))}
        </div>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png"
        data-photo
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0])
          currentTarget.value = ''
        }}
      />
    </div>
  )
}
