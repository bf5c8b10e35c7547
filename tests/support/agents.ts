import type { AgentState } from '../../src/rules/agent-state.ts'
import type { TestPerson } from './people.ts'

/** As a program without live stream: there, and in this state. */
export async function beThere(person: TestPerson, state: AgentState = 'available'): Promise<void> {
  const beat = await person.call('POST', '/agent/heartbeat', {})
  const set = await person.call('PUT', '/agent/state', { state })
  if (beat.status !== 200 || set.status !== 200) throw new Error(`not there: ${beat.status}, ${set.status}`)
}
