import * as z from 'zod'
import { agentStates } from '../rules/agent-state.ts'
import { id, nothing, route, time } from './route.ts'

const Named = z.object({ id, name: z.string() })
const agentState = z.enum(agentStates)
const reason = z.string().trim().min(1).max(200).nullable().default(null)

export const AgentNow = z.object({
  state: agentState,
  /** Since when in this state; null for who never was here. */
  since: time.nullable(),
  /** There, by a live stream or a heartbeat; else "sin conexión". */
  present: z.boolean(),
  reason: z.string().nullable(),
  /** Who put them into it; null when nobody did yet. */
  by: Named.nullable(),
})

export const AgentDay = z.object({
  userId: id,
  name: z.string(),
  date: z.iso.date(),
  /** The day by the company's clock. */
  from: time,
  to: time,
  periods: z.array(
    z.object({
      state: agentState,
      present: z.boolean(),
      from: time,
      /** Null: it lasts. */
      to: time.nullable(),
      /** What began it. */
      change: z.enum(['chosen', 'forced', 'came', 'went']),
      reason: z.string().nullable(),
      by: Named.nullable(),
    }),
  ),
})

export const AgentSettings = z.object({ awayMinutes: z.number().int().min(1).max(1440) })

export const agents = {
  mine: route('workspace.use', {
    method: 'GET',
    path: '/agent/state',
    summary: 'What I am doing, and since when',
    tag: 'agents',
  }).output(AgentNow),
  setMine: route('workspace.use', {
    method: 'PUT',
    path: '/agent/state',
    summary: 'Change my state',
    tag: 'agents',
  })
    .input(z.object({ state: agentState, reason }))
    .output(nothing),
  heartbeat: route('workspace.use', {
    method: 'POST',
    path: '/agent/heartbeat',
    summary: 'I am still here: for programs without a live stream',
    tag: 'agents',
  }).output(z.object({ againWithinSeconds: z.number() })),
  force: route('people.write', {
    method: 'PUT',
    path: '/agents/{userId}/state',
    summary: "Change an agent's state",
    tag: 'agents',
  })
    .input(z.object({ userId: id, state: agentState, reason }))
    .output(nothing),
  day: route('workspace.supervise', {
    method: 'GET',
    path: '/agents/{userId}/day',
    summary: "An agent's day, state by state",
    tag: 'agents',
  })
    .input(z.object({ userId: id, date: z.iso.date().optional() }))
    .output(AgentDay),
  settings: route('company.write', {
    method: 'GET',
    path: '/company/agents',
    summary: 'What holds for all agents',
    tag: 'company',
  }).output(AgentSettings),
  updateSettings: route('company.write', {
    method: 'PUT',
    path: '/company/agents',
    summary: 'Change what holds for all agents',
    tag: 'company',
  })
    .input(AgentSettings)
    .output(AgentSettings),
}
