import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Blank, ValueProblem } from '../../../../rules/parameter-values.ts'
import { prettyPhone } from '../../../../rules/phone.ts'
import { renderTemplate } from '../../../../rules/template-preview.ts'
import { useSession } from '../../../app/session.ts'
import { Bubble } from '../../../ui/bubble.tsx'
import type { BubbleFile } from '../../../ui/bubble-media.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PhonePreview } from '../../../ui/phone-preview.tsx'
import { contentOf } from '../../../../rules/template-form.ts'
import styles from './send.module.css'
import type { SendableTemplate } from './use-choices.ts'

interface Props {
  template: SendableTemplate | undefined
  blanks: Blank[]
  values: Record<string, string>
  /** Of the message as a whole: too long with these values. */
  problems: ValueProblem[]
  /** The file that goes along, as far as it is chosen. */
  file?: Omit<BubbleFile, 'kind'> | undefined
}

/** Exactly what the contact will get. */
export function Preview({ template, blanks, values, problems, file }: Props) {
  const { t } = useTranslation('workspace')
  const company = useSession().active?.name ?? ''
  if (!template) {
    return (
      <div className={styles.preview}>
        <PhonePreview name={company}>
          <p className={styles.quiet}>{t('dialog.previewEmpty')}</p>
        </PhonePreview>
      </div>
    )
  }
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
  const { header, body, footer, buttons } = renderTemplate(contentOf(template), filled)
  return (
    <div className={styles.preview}>
      <PhonePreview name={template.channelAlias}>
        <Bubble
          file={header && header.format !== 'TEXT' ? { kind: header.format, ...file } : null}
          header={header && 'text' in header ? header.text : null}
          body={body}
          footer={footer}
          buttons={buttons}
          fold={template.category === 'MARKETING' ? 'marketing' : 'long'}
          names={Object.fromEntries(blanks.map(({ key, parameter }) => [key, parameter.name]))}
        />
      </PhonePreview>
      {problems.map(({ rule, message }) => (
        <Alert key={rule} color="red" role="alert" icon={<Icon name="warning" />} mt={12} p={10}>
          {message}
        </Alert>
      ))}
      <p className={styles.fixed}>
        {t('dialog.fixed', { alias: template.channelAlias, identifier: prettyPhone(template.identifier) })}
      </p>
    </div>
  )
}
