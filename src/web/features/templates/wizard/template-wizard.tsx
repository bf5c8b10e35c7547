import { Stepper, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc, problemOf, type ShownProblem } from '../../../api.ts'
import { toastDone } from '../../../ui/toast.tsx'
import { Asked } from '../approval/asked.tsx'
import { useWizardApproval } from '../approval/use-wizard-approval.ts'
import { WizardNotice } from '../approval/wizard-notice.tsx'
import { TemplatePreview } from '../template-preview.tsx'
import { Announcer } from './announcer.tsx'
import { ButtonsStep } from './buttons-step.tsx'
import { ConfirmStep, toConfirm } from './confirm-step.tsx'
import { ContentStep } from './content-step.tsx'
import { DraftConflict } from './draft-conflict.tsx'
import type { Draft } from './backup.ts'
import { canBeOverruled } from './judge.ts'
import { NamesStep } from './names-step.tsx'
import { ParametersStep } from './parameters-step.tsx'
import { RefusedAlert } from './refused-alert.tsx'
import { Requested } from './requested.tsx'
import { SetupStep } from './setup-step.tsx'
import { type Step, STEPS } from './steps.ts'
import { useDraft } from './use-draft.ts'
import { useLanding } from './use-landing.ts'
import { useWizard } from './use-wizard.ts'
import { draftOf, formOf, type Values } from './values.ts'
import { usePreview } from './use-preview.ts'
import { WizardFoot } from './wizard-foot.tsx'
import styles from './wizard.module.css'

const PAGES = {
  names: NamesStep,
  setup: SetupStep,
  content: ContentStep,
  parameters: ParametersStep,
  buttons: ButtonsStep,
}

export interface Opening {
  values: Values
  step: Step
  draft: Draft | null
  /** It comes from this browser's own store. */
  isUnsaved: boolean
}

interface Props {
  channelId: string
  opening: Opening
  onOpenDraft: (draftId: string) => Promise<void>
}

/** "Solicitar plantilla" (TP-4). */
export function TemplateWizard({ channelId, opening, onOpenDraft }: Props) {
  const { t } = useTranslation(['templates', 'template-approval'])
  const queries = useQueryClient()
  const wizard = useWizard(channelId, opening.values, opening.step)
  const { values, step, steps, findings } = wizard
  const content = useMemo(() => draftOf(values, STEPS.indexOf(step)), [values, step])
  const [keeper, keeping] = useDraft(channelId, opening, content)
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const [requested, setRequested] = useState<{ id: string; displayName: string } | null>(null)
  const [waits, setWaits] = useState<{ id: string; displayName: string } | null>(null)
  const approval = useWizardApproval(keeping.draft?.id)
  const { panel, land } = useLanding()
  const preview = usePreview(wizard)

  const go = (to: Step) => {
    setProblem(null)
    land(wizard.go(to) === to ? 'heading' : 'error')
  }
  const place = steps.indexOf(step)

  const request = async (category: NonNullable<Values['category']>) => {
    setBusy(true)
    setProblem(null)
    try {
      await keeper.flush()
      const draftId = keeper.state().draft?.id
      const overrides = findings.filter(canBeOverruled).map(({ rule }) => rule)
      const form = formOf(values, category)
      if (approval.on && draftId) {
        if (approval.state === 'approved') {
          const { templateId } = await client.approvals.submit({ id: draftId })
          setRequested({ id: templateId, displayName: form.displayName })
        } else {
          await client.approvals.ask({ id: draftId, version: keeper.state().draft?.version ?? 0, overrides })
          setWaits({ id: draftId, displayName: form.displayName })
        }
        keeper.finish()
        return
      }
      const { id } = await client.templates.request({ ...form, channelId, overrides, ...(draftId && { draftId }) })
      keeper.finish()
      setRequested({ id, displayName: form.displayName })
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      void queries.invalidateQueries({ queryKey: orpc.templates.key() })
      void queries.invalidateQueries({ queryKey: orpc.approvals.key() })
      setBusy(false)
    }
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = steps[place + 1]
    if (next) return go(next)
    if (wizard.go('confirm') !== 'confirm' || values.category === null) return land('error')
    setAsked(true)
    if (toConfirm(findings).some((what) => !confirmed.includes(what))) return land('error')
    void request(values.category)
  }

  if (waits) return <Asked channelId={channelId} draft={waits} />
  if (requested) return <Requested channelId={channelId} template={requested} />
  const StepPage = step === 'confirm' ? null : PAGES[step]
  const asks = approval.on && approval.state !== 'approved'
  const verb = t(asks ? 'template-approval:ask' : 'wizard.request')
  return (
    <>
      <WizardNotice draft={approval.draft} />
      <Stepper
        className={styles.stepper}
        active={place}
        size="xs"
        iconSize={28}
        wrap={false}
        onStepClick={(at) => go(steps[at] ?? 'names')}
      >
        {steps.map((each) => (
          <Stepper.Step key={each} label={t(`step.${each}`)} />
        ))}
      </Stepper>
      <div className={styles.columns}>
        <form className={styles.form} onSubmit={submit} noValidate>
          <div ref={panel} className={styles.panel}>
            <Title order={2} tabIndex={-1} className={styles.heading}>
              {t(`step.${step}`)}
              <span className={styles.place}>{t('wizard.place', { at: place + 1, of: steps.length })}</span>
            </Title>
            <Announcer wizard={wizard} />
            <RefusedAlert problem={problem} />
            {StepPage ? (
              <StepPage wizard={wizard} />
            ) : (
              <ConfirmStep
                wizard={wizard}
                what={asks ? t('template-approval:asking') : t('confirm.what')}
                confirmed={confirmed}
                asked={asked}
                onGo={go}
                onConfirm={(what, yes) =>
                  setConfirmed((before) => [...before.filter((each) => each !== what), ...(yes ? [what] : [])])
                }
              />
            )}
          </div>
          <WizardFoot
            keeping={keeping}
            verb={step === 'confirm' ? verb : null}
            busy={busy}
            onBack={place > 0 ? () => go(steps[place - 1] ?? 'names') : null}
            onSave={() =>
              void keeper.flush().then(() => keeper.state().status === 'saved' && toastDone(t('draft.savedToast')))
            }
          />
        </form>
        <div className={styles.preview}>
          <TemplatePreview channelId={channelId} {...preview} />
        </div>
      </div>
      <DraftConflict keeper={keeper} keeping={keeping} onOpenTheirs={onOpenDraft} />
    </>
  )
}
