import { may, type Permission } from '../../contract/permissions.ts'
import type { IconName } from '../ui/icon.tsx'
import { type Session, standingOf } from './session.ts'

export interface MenuEntry {
  to: string
  /** Key in ui.json. */
  label: string
  /** A shorter key where room is scarce: the bar at the foot of a phone. */
  short?: string
  icon: IconName
  permission: Permission
}

/** The side menu: an entry as soon as its page exists, shown to those who may open it. */
const entries = [
  { to: '/workspace', label: 'menu.workspace', icon: 'inbox', permission: 'workspace.read' },
  {
    to: '/supervision',
    label: 'menu.supervision',
    short: 'menu.supervisionShort',
    icon: 'eye',
    permission: 'workspace.supervise',
  },
  { to: '/canales', label: 'menu.channels', icon: 'chat', permission: 'channels.read' },
  {
    to: '/campanas',
    label: 'menu.campaigns',
    short: 'menu.campaignsShort',
    icon: 'campaign',
    permission: 'campaigns.read',
  },
  { to: '/contactos', label: 'menu.contacts', icon: 'user', permission: 'contacts.manage' },
  { to: '/solicitudes', label: 'menu.requests', icon: 'template', permission: 'operator.console' },
  { to: '/salud', label: 'menu.health', short: 'menu.healthShort', icon: 'chart', permission: 'operator.console' },
  { to: '/alarmas', label: 'menu.alarms', icon: 'warning', permission: 'operator.console' },
  { to: '/proveedor', label: 'menu.provider', icon: 'globe', permission: 'operator.console' },
  { to: '/empresas', label: 'menu.companies', icon: 'building', permission: 'operator.console' },
  { to: '/equipo', label: 'menu.people', icon: 'team', permission: 'people.read' },
  { to: '/ajustes', label: 'menu.settings', icon: 'gear', permission: 'company.write' },
] as const satisfies MenuEntry[]

export const menuOf = (session: Session): MenuEntry[] =>
  entries.filter(({ permission }) => may(standingOf(session), permission))

/** Where signing in leads: agents to their tickets, owners and admins to their numbers, operators to requests. */
export function homeOf(session: Session): string {
  const menu = menuOf(session)
  const first = session.active?.role === 'agent' ? menu[0] : (menu.find((e) => e.to === '/canales') ?? menu[0])
  return first?.to ?? '/cuenta'
}
