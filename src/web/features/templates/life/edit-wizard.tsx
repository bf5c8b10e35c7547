import { Button, Group, Stepper, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, problemOf, type ShownProblem } from '../../../api.ts'
import { Notice } from '../../../ui/notice.tsx'
import { toastDone } from '../../../ui/toast.tsx'
import { reviewOf } from '../approval/editor-of.ts'
import { useApprovalSetting } from '../approval/use-approval.ts'
import { TemplatePreview } from '../template-preview.tsx'
import type { TemplateDetail } from '../template-words.ts'
import { type Draft, forgetBackup } from '../wizard/backup.ts'
import { type Step, STEPS } from '../wizard/steps.ts'
import { Announcer } from '../wizard/announcer.tsx'
import { ButtonsStep } from '../wizard/buttons-step.tsx'
import { ConfirmStep, toConfirm } from '../wizard/confirm-step.tsx'
import { ContentStep } from '../wizard/content-step.tsx'
import { canBeOverruled } from '../wizard/judge.ts'
import { NamesStep } from '../wizard/names-step.tsx'
import { ParametersStep } from '../wizard/parameters-step.tsx'
import { RefusedAlert } from '../wizard/refused-alert.tsx'
import { SetupStep } from '../wizard/setup-step.tsx'
import { useLanding } from '../wizard/use-landing.ts'
import { usePreview } from '../wizard/use-preview.ts'
import { useWizard } from '../wizard/use-wizard.ts'
import { draftOf, formOf, type Values } from '../wizard/values.ts'
import type { Life } from './use-barrier.ts'
import { keptEdit, useEditBackup } from './use-edit-backup.ts'
import page from '../template-page.module.css'
import styles from '../wizard/wizard.module.css'

const PAGES = {
  names: NamesStep,
  setup: SetupStep,
  content: ContentStep,
  parameters: ParametersStep,
  buttons: ButtonsStep,
}

const CONFIRM = STEPS.indexOf('confirm')

const fixedOf = ({ counts, barrier }: Life['edit']) =>
  counts || barrier ? (['name', 'language', 'category'] as const) : (['name', 'language'] as const)

interface Props {
  template: TemplateDetail
  edit: Life['edit']
  /** Why only what agents see can be changed now. */
  onlyNames: string | null
  initial: Values
  /** As WhatsApp has it. */
  stands: Values
  /** The draft that this goes on from (TP-10). */
  draft: Draft | null
}

/** The steps of the wizard for a template that exists: what stays is shown and cannot be changed (LIM-03). */
export function EditWizard(props: Props) {
  const { t } = useTranslation('template-life')
  const { template, edit, onlyNames, initial, draft } = props
  const [kept, setKept] = useState(() => keptEdit(template.id, initial, fixedOf(edit), draft))
  const [again, setAgain] = useState(false)
  const startOver = () => {
    setAgain(true)
    forgetBackup(template.id, draft?.id)
    setKept(null)
  }
  return (
    <>
      <div className={page.notices}>
        {kept && (
          <Notice tone="blue" title={t('kept.title')}>
            <p>{t('kept.what')}</p>
            <Button mt={12} variant="default" onClick={startOver}>
              {t('kept.startOver')}
            </Button>
          </Notice>
        )}
        {onlyNames ? (
          <Notice tone="amber" title={t('onlyNames.title')}>
            {`${onlyNames} ${t('onlyNames.can')} ${t('onlyNames.rest')}`}
          </Notice>
        ) : (
          <Notice tone={edit.counts ? 'amber' : 'blue'} title={t(edit.counts ? 'countsTitle' : 'reviewTitle')}>
            {edit.counts ? t('counts', { count: edit.leftIn30Days }) : t('review')}
          </Notice>
        )}
      </div>
      <Steps
        key={kept ? 'kept' : 'new'}
        {...props}
        values={kept?.values ?? initial}
        firstStep={kept?.step ?? (onlyNames ? 'names' : 'content')}
        again={again}
      />
    </>
  )
}

interface StepsProps extends Props {
  values: Values
  firstStep: Step
  /** Begun anew: the button that did so is gone. */
  again: boolean
}

function Steps({ template, edit, onlyNames, initial, stands, draft, values, firstStep, again }: StepsProps) {
  const { t } = useTranslation(['template-life', 'templates', 'template-approval'])
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [edited] = useState(() => ({
    fixed: fixedOf(edit),
    stands: template.status === 'rejected' ? null : stands,
  }))
  const wizard = useWizard(template.channelId, values, firstStep, edited)
  const forget = useEditBackup(template.id, wizard, initial, draft)
  const { step, steps, findings } = wizard
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const needsYes = useApprovalSetting()?.on ?? false
  const asks = needsYes && onlyNames === null
  const { panel, land } = useLanding(again ? { on: 'heading' } : null)
  const preview = usePreview(wizard)
  const place = steps.indexOf(step)
  const go = (to: Step) => {
    setProblem(null)
    land(wizard.go(to) === to ? 'heading' : 'error')
  }

  const send = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const overrides = findings.filter(canBeOverruled).map(({ rule }) => rule)
      const form = formOf(wizard.values, wizard.values.category ?? template.category)
      const { sent } = await client.templates.edit({ ...form, id: template.id, overrides })
      forget()
      toastDone(t(sent ? 'sent' : 'saved'))
      void navigate({ to: '/plantillas/$templateId', params: { templateId: template.id } })
    } catch (error) {
      const shown = problemOf(error)
      if (shown.code === 'approval_needed') await ask().catch((fault: unknown) => setProblem(problemOf(fault)))
      else setProblem(shown)
    } finally {
      setBusy(false)
      void queries.invalidateQueries({ queryKey: orpc.templates.key() })
      void queries.invalidateQueries({ queryKey: orpc.approvals.key() })
    }
  }
  // What WhatsApp does not see stands already; the rest waits for a yes.
  const ask = async () => {
    const overrides = findings.filter(canBeOverruled).map(({ rule }) => rule)
    const { id: templateId, channelId } = template
    const content = draftOf({ ...wizard.values, category: wizard.values.category ?? template.category }, CONFIRM)
    const kept = draft
      ? { ...draft, ...(await client.templates.saveDraft({ ...draft, content })) }
      : await client.templates.createDraft({ channelId, templateId, content })
    await client.approvals.ask({ ...kept, overrides })
    forget()
    toastDone(t('template-approval:done.ask'))
    void navigate(reviewOf({ id: kept.id, channelId }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = steps[place + 1]
    if (next) return go(next)
    if (wizard.go('confirm') !== 'confirm') return land('error')
    setAsked(true)
    if (toConfirm(findings).some((what) => !confirmed.includes(what))) return land('error')
    void send()
  }

  const verb = asks ? 'template-approval:ask' : onlyNames ? 'onlyNames.save' : 'send'
  const StepPage = step === 'confirm' ? null : PAGES[step]
  const previous = steps[place - 1]
  return (
    <>
      <Stepper
        className={styles.stepper}
        active={place}
        size="xs"
        iconSize={28}
        wrap={false}
        onStepClick={(at) => go(steps[at] ?? 'names')}
      >
        {steps.map((each) => (
          <Stepper.Step key={each} label={t(`templates:step.${each}`)} />
        ))}
      </Stepper>
      <div className={styles.columns}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <div ref={panel} className={styles.panel}>
            <Title order={2} tabIndex={-1} className={styles.heading}>
              {t(`templates:step.${step}`)}
              <span className={styles.place}>{t('templates:wizard.place', { at: place + 1, of: steps.length })}</span>
            </Title>
            <Announcer wizard={wizard} />
            <RefusedAlert problem={problem} />
            {StepPage ? (
              <StepPage wizard={wizard} />
            ) : (
              <ConfirmStep
                wizard={wizard}
                {...(asks && { what: t('template-approval:asking') })}
                confirmed={confirmed}
                asked={asked}
                onGo={go}
                onConfirm={(what, yes) =>
                  setConfirmed((before) => [...before.filter((each) => each !== what), ...(yes ? [what] : [])])
                }
              />
            )}
          </div>
          <Group gap={8} justify="flex-end" mt={24}>
            {previous && (
              <Button variant="default" onClick={() => go(previous)}>
                {t('templates:wizard.back')}
              </Button>
            )}
            <Button type="submit" loading={busy}>
              {step === 'confirm' ? t(verb) : t('templates:wizard.continue')}
            </Button>
          </Group>
        </form>
        <div className={styles.preview}>
          <TemplatePreview channelId={template.channelId} {...preview} />
        </div>
      </div>
    </>
  )
}
