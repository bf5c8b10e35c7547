import { contract } from '../../src/contract/contract.ts'
import type { Access, Standing } from '../../src/contract/permissions.ts'
import { may } from '../../src/contract/permissions.ts'

export interface Route {
  /** As it stands in the table of inputs: `GET /channels/{id}`. */
  name: string
  method: string
  path: string
  access: Access
  /** Names of what stands between braces in the path. */
  params: string[]
}

/** Every route of the contract. */
export const routes: Route[] = Object.values(contract)
  .flatMap((noun) => Object.values(noun))
  .map((procedure) => {
    const { meta, route } = procedure['~orpc']
    const { method = '', path = '' } = route
    const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => param)
    return { name: `${method} ${path}`, method, path, access: meta.access, params }
  })

/** Everybody who may come, by what the permission table knows of them. */
export const standings = {
  owner: { role: 'owner', agentMode: false, isOperator: false },
  'owner in agent mode': { role: 'owner', agentMode: true, isOperator: false },
  admin: { role: 'admin', agentMode: false, isOperator: false },
  'admin in agent mode': { role: 'admin', agentMode: true, isOperator: false },
  agent: { role: 'agent', agentMode: false, isOperator: false },
  operator: { role: null, agentMode: false, isOperator: true },
  'a person without company': { role: null, agentMode: false, isOperator: false },
} satisfies Record<string, Standing>

export type StandingName = keyof typeof standings
export const everybody = Object.keys(standings) as StandingName[]

/** Who gets in, by the table that the server reads too. */
export function getsIn(who: StandingName, { access }: Route): boolean {
  return access === 'anyone' || access === 'signed-in' || may(standings[who], access)
}
