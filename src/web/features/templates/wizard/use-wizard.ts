import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Finding } from '../../../../rules/finding.ts'
import { orpc } from '../../../api.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import { judge, NAME_TAKEN, placeOf } from './judge.ts'
import { isUntouched, type Step, stepOf, stepsOf } from './steps.ts'
import { contentOf, formOf, mended, type Values } from './values.ts'

const NONE: never[] = []
const NEW = { fixed: NONE, stands: null }

export interface Wizard {
  channelId: string
  fixed: readonly (keyof Values)[]
  values: Values
  put: (change: Partial<Values>) => void
  steps: Step[]
  step: Step
  /** All findings, wherever they belong. */
  findings: Finding[]
  /** Those to be shown at a field; nothing is held against an empty one until one tries to go on. */
  at: (field: string) => Finding[]
  mend: (finding: Finding) => void
  /** Goes there, or to the first step before it that keeps one from going on; tells which. */
  go: (to: Step) => Step
}

/** @param edited of a template that is edited: the fields that cannot be changed, and what WhatsApp has of it already */
export function useWizard(
  channelId: string,
  initial: Values,
  firstStep: Step,
  edited: { fixed: readonly (keyof Values)[]; stands: Values | null } = NEW,
): Wizard {
  const { fixed, stands } = edited
  const [values, setValues] = useState(initial)
  const [wanted, setStep] = useState(firstStep)
  const [tried, setTried] = useState<readonly Step[]>([])
  const isEdit = fixed.length > 0
  const siblings = useSiblings(channelId, values, isEdit)
  const account = useAccount(channelId, !isEdit)
  const language = currentLanguage()
  const findings = useMemo(() => {
    const found = judge(values, language, siblings, account)
    if (!stands || !isSameForReview(values, stands)) return found
    const old = new Set(judge(stands, language, siblings, account).map(nameOf))
    return found.filter((finding) => !old.has(nameOf(finding)))
  }, [values, language, siblings, account, stands])
  const steps = stepsOf(values)
  const step = steps.includes(wanted) ? wanted : 'content'

  const blocking = (each: Step) =>
    findings.some((finding) => finding.blocks && stepOf(placeOf(finding), values) === each)
  return {
    channelId,
    fixed,
    values,
    put: (change) => setValues((before) => ({ ...before, ...change })),
    steps,
    step,
    findings,
    at: (field) =>
      findings.filter(
        (finding) =>
          (placeOf(finding) === field || (field === 'name' && finding.rule === NAME_TAKEN)) &&
          (tried.includes(stepOf(field, values)) || !isUntouched(field, values)),
      ),
    mend: (finding) => setValues((before) => mended(before, finding)),
    go: (to) => {
      const stuck = steps.slice(0, steps.indexOf(to)).find(blocking)
      if (stuck) setTried((before) => [...before, stuck])
      setStep(stuck ?? to)
      return stuck ?? to
    },
  }
}

/** Whether nothing changes that WhatsApp sees: then nothing is held against what stands there already. */
const isSameForReview = (a: Values, b: Values): boolean => JSON.stringify(reviewed(a)) === JSON.stringify(reviewed(b))

function reviewed(values: Values) {
  const { examples: _samples, buttons, ...content } = contentOf(values)
  return { ...content, buttons: buttons.map((button) => ({ ...button, example: null })) }
}

const nameOf = ({ rule, field }: Finding) => `${rule} ${field}`

/** The channel's templates of this name or text, to tell when either is taken (NAME-03, NAME-04, BODY-12). */
function useSiblings(channelId: string, values: Values, withoutItself: boolean) {
  const { name, language, body, footer } = formOf(values, values.category ?? 'UTILITY')
  const text = useMemo(() => ({ channelId, name, body, footer }), [channelId, name, body, footer])
  const [input] = useDebouncedValue(text, 400)
  const { data } = useQuery({
    ...orpc.templates.siblings.queryOptions({ input }),
    enabled: name !== '' || body !== '',
    placeholderData: keepPreviousData,
  })
  return useMemo(
    () => data?.filter((each) => !withoutItself || each.name !== name || each.language !== language) ?? NONE,
    [data, withoutItself, name, language],
  )
}

/** What the account allows just now (LIM-01, LIM-02, NAME-05). */
function useAccount(channelId: string, enabled: boolean) {
  const { data } = useQuery({ ...orpc.templates.limits.queryOptions({ input: { channelId } }), enabled })
  return useMemo(() => {
    if (!data) return undefined
    const { templates, createdInLastHour, verifiedLimit } = data
    const reservedNames = data.reservedNames.map(({ name, language }) => ({ name, language }))
    return { templates, createdInLastHour, templateLimit: verifiedLimit, reservedNames }
  }, [data])
}
