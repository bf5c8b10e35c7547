import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMay } from '../../app/session.ts'
import type { Address, View } from './address.ts'

/** Where in the Workspace we are, and how to go elsewhere in it. */
export function usePlace() {
  const { vista, q = '', ticket, envio, contacto } = useSearch({ from: '/frame/workspace' })
  const may = useMay()
  const navigate = useNavigate()
  const home: View = may('workspace.use') ? 'mios' : 'todos'
  const view = vista === undefined || (vista === 'todos' && !may('workspace.supervise')) ? home : vista
  return {
    view,
    q,
    ticketId: ticket,
    sendId: envio,
    /** A contact that a template is to be sent to. */
    contactId: contacto,
    /** The address of a view, with a conversation of it opened or none. */
    to: (open: Omit<Address, 'vista'> = {}, vistaThen: View = view): Address => ({ vista: vistaThen, ...open }),
    go: (address: Address, replace = false) => void navigate({ to: '/workspace', search: address, replace }),
  }
}
