import { hasHeaderVariable, askedParameters, type Values } from './values.ts'

/** TP-4, in order; a draft remembers its step by its place here. */
export const STEPS = ['names', 'setup', 'content', 'parameters', 'buttons', 'confirm'] as const
export type Step = (typeof STEPS)[number]

/** Parameters are asked for only if there are any, buttons only if chosen. */
export const stepsOf = (values: Values): Step[] =>
  STEPS.filter((step) => {
    if (step === 'parameters') return askedParameters(values).length > 0 || hasHeaderVariable(values)
    return step !== 'buttons' || values.buttons.length > 0
  })

/** Where what a finding points at is written. */
export function stepOf(field: string, values: Values): Step {
  if (field === 'name' || field === 'displayName') return 'names'
  if (field === 'header' || field === 'body' || field === 'footer') return 'content'
  if (field.startsWith('examples.') || field.startsWith('parameters[')) return 'parameters'
  if (field.startsWith('buttons')) return values.buttons.length > 0 ? 'buttons' : 'setup'
  return 'setup'
}

/** Nothing was written there yet, so nothing is held against it until one goes on. */
export function isUntouched(field: string, values: Values): boolean {
  const place = /^(examples|parameters|buttons)[.[](h?\d+)/.exec(field)
  if (!place) return Object.entries(values).some(([key, value]) => key === field && !value)
  const [, kind, key = ''] = place
  if (kind === 'buttons') return !values.buttons[Number(key)]?.text
  if (key === 'h1') return !values.headerSample
  const parameter = askedParameters(values).find(({ n }) => String(n) === key)
  return kind === 'examples' ? !parameter?.sample : !parameter?.name
}
