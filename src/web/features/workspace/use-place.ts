import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMay } from '../../app/session.ts'
import { type Address, narrowingOf, type Narrowing, type View } from './address.ts'

/** Where in the Workspace we are, and how to go elsewhere in it. */
export function usePlace() {
  const address = useSearch({ from: '/frame/workspace' })
  const { vista, q = '', ticket, envio, contacto } = address
  const may = useMay()
  const navigate = useNavigate()
  const home: View = may('workspace.use') ? 'mios' : 'todos'
  const view = vista === undefined || (vista === 'todos' && !may('workspace.supervise')) ? home : vista
  const narrow = narrowingOf(address)
  return {
    view,
    /** Filters of this view; those of another begin anew. */
    narrow,
    q,
    ticketId: ticket,
    sendId: envio,
    /** A contact that a template is to be sent to. */
    contactId: contacto,
    /** The address of a view, with a conversation of it opened or none; within one view its filters stay. */
    to: (open: Omit<Address, 'vista'> = {}, vistaThen: View = view): Address => ({
      vista: vistaThen,
      ...(vistaThen === view && narrow),
      ...open,
    }),
    /** The list that one came from, also where it is what was searched for. */
    back: (): Address => ({ vista: view, ...narrow, ...(q && { q }) }),
    /** The same place, narrowed to that. */
    narrowed: (to: Narrowing): Address => ({ vista: view, ...to, ...(ticket && { ticket }), ...(envio && { envio }) }),
    go: (to: Address, replace = false) => void navigate({ to: '/workspace', search: to, replace }),
  }
}
