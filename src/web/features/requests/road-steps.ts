import type { RequestDetail } from './request.ts'

type Facts = RequestDetail['steps']
export type StepName = 'app' | 'subscription' | 'contact' | 'link' | 'number' | 'live'
export type StepState = 'done' | 'now' | 'error' | 'waiting'

const steps: { name: StepName; isDone: (facts: Facts) => boolean }[] = [
  { name: 'app', isDone: (facts) => facts.appId !== null },
  { name: 'subscription', isDone: (facts) => facts.subscribed },
  { name: 'contact', isDone: (facts) => facts.contactSet },
  { name: 'link', isDone: (facts) => facts.signUpLink !== null },
  { name: 'number', isDone: (facts) => facts.identifier !== null },
  { name: 'live', isDone: (facts) => facts.liveAt !== null },
]

/** The road to a number (CH-11): the first step not done is the one that runs, or that failed. */
export function roadOf(facts: Facts): { name: StepName; state: StepState }[] {
  const arrived = facts.liveAt !== null
  const current = steps.findIndex((step) => !arrived && !step.isDone(facts))
  return steps.map(({ name }, index) => {
    if (current === -1 || index < current) return { name, state: 'done' }
    if (index > current) return { name, state: 'waiting' }
    return { name, state: facts.error === null ? 'now' : 'error' }
  })
}
