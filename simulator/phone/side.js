import { element } from './element.js'
import { say } from './words.js'

const at = (id) => document.getElementById(id)

/** The customers to choose from. */
export function showCustomers(customers, chosen) {
  at('customer').replaceChildren(
    ...customers.map(({ phone, name }) => {
      const option = element('option', '', `${name} · +${phone}`)
      option.value = phone
      option.selected = phone === chosen
      return option
    }),
  )
}

/** Chats with their last words, and live businesses without a chat. */
export function showChats(chats, businesses, open, onOpen) {
  const known = new Set(chats.map(({ business }) => business.phone))
  const fresh = businesses.filter(({ phone }) => !known.has(phone))
  at('chats').replaceChildren(...chats.map((chat) => chatEntry(chat, open, onOpen)))
  at('businesses').replaceChildren(...fresh.map((business) => entry(business, open, onOpen)))
  at('write-to').hidden = businesses.length > 0 && fresh.length === 0
  at('no-chats').hidden = chats.length > 0
  at('no-businesses').hidden = businesses.length > 0
}

function chatEntry({ business, unread, messages }, open, onOpen) {
  const item = entry(business, open, onOpen)
  const last = messages.at(-1)?.content
  item.firstChild.querySelector('.number').textContent = last?.text ?? last?.media?.name ?? `+${business.phone}`
  if (unread > 0) {
    const count = element('span', 'unread', String(unread), element('span', 'away', ` ${say.unread}`))
    item.firstChild.append(count)
  }
  return item
}

function entry({ phone, name }, open, onOpen) {
  const button = element('button', 'entry', element('span', '', name), element('span', 'number', `+${phone}`))
  button.type = 'button'
  button.dataset.phone = phone
  if (phone === open) button.setAttribute('aria-current', 'true')
  button.addEventListener('click', () => onOpen(phone))
  return element('li', '', button)
}
