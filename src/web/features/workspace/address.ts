const views = ['mios', 'espera', 'enviados', 'todos', 'cerrados'] as const
export type View = (typeof views)[number]

/** What a list is narrowed to; `cola` may be `ninguna`. */
const narrowing = ['campana', 'cola', 'canal', 'agente', 'sinleer'] as const
export type Narrowing = Partial<Record<(typeof narrowing)[number], string>>

/** What stands in the address: the view, its filters, the search, and the conversation that is open. */
export interface Address extends Narrowing {
  vista?: View
  q?: string
  ticket?: string
  /** The interaction of a send without answer. */
  envio?: string
  /** A contact to send a template to. */
  contacto?: string
}

export function readAddress(given: Record<string, unknown>): Address {
  const text = (key: string) => (typeof given[key] === 'string' && given[key] !== '' ? { [key]: given[key] } : {})
  const vista = views.find((view) => view === given['vista'])
  const narrow = Object.assign({}, ...narrowing.map(text)) as Narrowing
  return { ...(vista && { vista }), ...narrow, ...text('q'), ...text('ticket'), ...text('envio'), ...text('contacto') }
}

export const narrowingOf = (address: Address): Narrowing =>
  Object.fromEntries(narrowing.flatMap((key) => (address[key] === undefined ? [] : [[key, address[key]]])))
