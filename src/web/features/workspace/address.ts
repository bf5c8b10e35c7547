const views = ['mios', 'espera', 'enviados', 'todos'] as const
export type View = (typeof views)[number]

/** What stands in the address: the view, its search, and the conversation that is open. */
export interface Address {
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
  return { ...(vista && { vista }), ...text('q'), ...text('ticket'), ...text('envio'), ...text('contacto') }
}
