/** The customers' side of the simulator, over HTTP. */
async function call(path, body) {
  const request = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await fetch(`/simulator${path}`, request)
  if (!response.ok) throw new Error((await response.json()).message)
  return response.status === 204 ? undefined : response.json()
}

export const listCustomers = () => call('/phones')
export const addCustomer = (phone, name) => call('/phones', { phone, name })
export const listBusinesses = () => call('/businesses')
export const readPhone = (phone) => call(`/phones/${phone}`)
export const write = (phone, to, text) => call(`/phones/${phone}/messages`, { to, text })
export const sendFile = (phone, to, file) => call(`/phones/${phone}/messages`, { to, file })
export const sendOther = (phone, to, other) => call(`/phones/${phone}/messages`, { to, other })
export const answer = (phone, to, text, replyTo) => call(`/phones/${phone}/messages`, { to, text, replyTo })
export const react = (phone, messageId, emoji) => call(`/phones/${phone}/reactions`, { messageId, emoji })
export const takeBack = (phone, messageId) => call(`/phones/${phone}/deletions`, { messageId })
export const tap = (phone, messageId, index) => call(`/phones/${phone}/taps`, { messageId, index })
export const markRead = (phone, from) => call(`/phones/${phone}/read`, { from })

/** Live events of one phone; `handlers` by event name, and `open`, `error` of the line itself. */
export function follow(phone, handlers) {
  const source = new EventSource(`/simulator/phones/${phone}/stream`)
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(event.data === undefined ? undefined : JSON.parse(event.data)))
  }
  return () => source.close()
}
