import type { Role } from '../rules/roles.ts'

/** Section 2 of the product's rules as one table: who may do what. Server, web and the route walker read this and nothing else. */
export const permissions = {
  'channels.read': ['owner', 'admin'],
  'channels.write': ['owner', 'admin'],
  'templates.read': ['owner', 'admin'],
  'templates.write': ['owner', 'admin'],
  'campaigns.read': ['owner', 'admin'],
  'campaigns.write': ['owner', 'admin'],
  /** Reading and editing one; an agent only with a ticket in own queues, or by its exact number. */
  'contacts.read': ['owner', 'admin', 'agent'],
  /** Import, export, merge, erase: all that concerns contacts beyond one ticket. */
  'contacts.manage': ['owner', 'admin'],
  'people.read': ['owner', 'admin'],
  'people.write': ['owner', 'admin'],
  'company.read': ['owner', 'admin', 'agent'],
  'company.write': ['owner', 'admin'],
  'company.transfer': ['owner'],
  /** What was said to the provider: it shows contents. */
  'exchanges.read': ['owner', 'admin'],
  'audit.read': ['owner', 'admin'],
  /** Tickets of own queues and own sending; owners and admins with agent mode. */
  'workspace.use': ['agent', 'owner+', 'admin+'],
  /** Uploading what is to be sent, and seeing what one may see of it. */
  'files.use': ['owner', 'admin', 'agent'],
  /** Reading the Workspace: also owners and admins who only look. */
  'workspace.read': ['agent', 'owner', 'admin'],
  /** Moving tickets on and closing them: those one holds, or any for those who supervise. */
  'workspace.handle': ['agent', 'owner', 'admin'],
  /** All queues, take over, reassign. */
  'workspace.supervise': ['owner', 'admin'],
  /** The provider's staff: requests and health of all companies, companies and their first owner; never message contents. */
  'operator.console': ['operator'],
} as const satisfies Record<string, readonly Grant[]>

/** `owner+`: only with agent mode on. */
type Grant = Role | 'owner+' | 'admin+' | 'operator'
export type Permission = keyof typeof permissions

/** What a route asks of its caller: a permission, only to be signed in, or nothing. */
export type Access = Permission | 'signed-in' | 'anyone'

export interface Standing {
  /** In the active company; null without one. */
  role: Role | null
  agentMode: boolean
  isOperator: boolean
}

export function may(who: Standing, permission: Permission): boolean {
  const grants: readonly Grant[] = permissions[permission]
  if (grants.includes('operator')) return who.isOperator
  if (who.role === null) return false
  return grants.includes(who.role) || (who.agentMode && who.role !== 'agent' && grants.includes(`${who.role}+`))
}
