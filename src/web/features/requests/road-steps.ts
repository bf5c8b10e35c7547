import type { RequestDetail } from './request.ts'

type Facts = Pick<
  RequestDetail['steps'],
  'appId' | 'subscribed' | 'contactSet' | 'signUpLink' | 'identifier' | 'liveAt' | 'error'
> & {
  byHand: { triedAt: string | null; error: string | null } | null
}
export type StepName = 'app' | 'subscription' | 'contact' | 'link' | 'number' | 'live' | 'given' | 'key'
export type StepState = 'done' | 'now' | 'error' | 'waiting'

interface Step {
  name: StepName
  isDone: (facts: Facts) => boolean
}

const subscription: Step = { name: 'subscription', isDone: (facts) => facts.subscribed }
const live: Step = { name: 'live', isDone: (facts) => facts.liveAt !== null }

const partner: Step[] = [
  { name: 'app', isDone: (facts) => facts.appId !== null },
  subscription,
  { name: 'contact', isDone: (facts) => facts.contactSet },
  { name: 'link', isDone: (facts) => facts.signUpLink !== null },
  { name: 'number', isDone: (facts) => facts.identifier !== null },
  live,
]

const byHand: Step[] = [
  { name: 'given', isDone: (facts) => facts.byHand !== null },
  { name: 'key', isDone: (facts) => facts.appId !== null && facts.byHand?.error === null },
  subscription,
  live,
]

/** The road to a number (CH-11): the first step not done is the one that runs, or that failed. */
export function roadOf(way: RequestDetail['way'], facts: Facts): { name: StepName; state: StepState }[] {
  const steps = way === 'hand' ? byHand : partner
  const arrived = facts.liveAt !== null
  const current = steps.findIndex((step) => !arrived && !step.isDone(facts))
  return steps.map(({ name }, index) => {
    if (current === -1 || index < current) return { name, state: 'done' }
    if (index > current) return { name, state: 'waiting' }
    return { name, state: (facts.error ?? facts.byHand?.error ?? null) === null ? 'now' : 'error' }
  })
}
