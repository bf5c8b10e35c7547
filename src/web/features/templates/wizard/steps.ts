import { hasVariable } from '../../../../rules/template-form.ts'
import { askedParameters, buttonsOf, hasHeaderVariable, isAuthentication, type Values } from './values.ts'

/** TP-4, in order; a draft remembers its step by its place here. */
export const STEPS = ['names', 'setup', 'content', 'parameters', 'buttons', 'confirm'] as const
export type Step = (typeof STEPS)[number]

/** Parameters are asked for only if there are any, buttons only if chosen; Authentication has them always. */
export const stepsOf = (values: Values): Step[] =>
  STEPS.filter((step) => {
    if (step === 'parameters') return askedParameters(values).length > 0 || hasHeaderVariable(values)
    return step !== 'buttons' || hasButtons(values)
  })

export const hasButtons = (values: Values): boolean => isAuthentication(values) || values.buttonKind !== 'NONE'

/** Where what a finding points at is written. */
export function stepOf(field: string, values: Values): Step {
  if (field === 'name' || field === 'displayName') return 'names'
  if (field === 'header' || field === 'body' || field === 'footer' || field === 'sampleFileId') return 'content'
  if (field.startsWith('examples.url')) return 'buttons'
  if (field.startsWith('examples') || field.startsWith('parameters[')) return 'parameters'
  if (field.startsWith('auth.')) return 'buttons'
  if (field.startsWith('buttons')) return hasButtons(values) ? 'buttons' : 'setup'
  return 'setup'
}

/** Nothing was written there yet, so nothing is held against it until one goes on. */
export function isUntouched(field: string, values: Values): boolean {
  const button = /^buttons\[(\d+)\]\.(\w+)$/.exec(field)
  if (button) return !isWritten(buttonsOf(values)[Number(button[1])], button[2] ?? '')
  const place = /^(examples|parameters)[.[](h?\d+)/.exec(field)
  if (!place) return Object.entries(values).some(([key, value]) => key === field && !value)
  const [, kind, key = ''] = place
  if (key === 'h1') return !values.headerSample
  const parameter = askedParameters(values).find(({ n }) => String(n) === key)
  return kind === 'examples' ? !parameter?.sample : !parameter?.name
}

const isWritten = (button: object | undefined, field: string) =>
  Object.entries(button ?? {}).some(([key, value]) => key === field && Boolean(value))

/** An address that asks for a value with each send. */
export const asksForValue = (url: string): boolean => hasVariable(url)
