import * as api from './api.js'
import { bubbleOf } from './bubble.js'
import { wireComposer, wireNewCustomer } from './composer.js'
import { showChats, showCustomers } from './side.js'
import { otherLanguage, say, translate } from './words.js'

const at = (id) => document.getElementById(id)
const address = new URL(location.href)
const typingMs = 8000

let phone = address.searchParams.get('phone') ?? ''
let open = address.searchParams.get('chat') ?? ''
let chats = []
let businesses = []
let unfollow = () => {}
let typing
let answering

const chatWith = (business) => chats.find((chat) => chat.business.phone === business)

function remember() {
  address.searchParams.set('phone', phone)
  if (open) address.searchParams.set('chat', open)
  else address.searchParams.delete('chat')
  history.replaceState(null, '', address)
  const link = new URL(address)
  link.searchParams.set('lang', otherLanguage)
  at('other-language').href = link.href
}

async function attempt(work) {
  at('fault').hidden = true
  try {
    return await work()
  } catch {
    at('fault').textContent = say.failed
    at('fault').hidden = false
    return undefined
  }
}

function drawSide() {
  const focused = document.activeElement?.dataset.phone
  const recent = chats.toSorted((one, other) => other.lastAt - one.lastAt)
  showChats(recent, businesses, open, openChat)
  if (focused) document.querySelector(`[data-phone="${focused}"]`)?.focus()
}

function drawChat() {
  const business = businesses.find((each) => each.phone === open)
  document.body.classList.toggle('chatting', business !== undefined)
  at('composer').hidden = business === undefined
  at('chat-name').textContent = business?.name ?? say.noChat
  at('chat-state').textContent = business ? `+${business.phone}` : ''
  at('messages').replaceChildren(...(chatWith(open)?.messages ?? []).map(itemOf))
  at('messages').scrollTop = at('messages').scrollHeight
}

function itemOf(message) {
  return bubbleOf(
    message,
    (index) => attempt(async () => place(await api.tap(phone, message.id, index))),
    (act) =>
      act === 'delete'
        ? attempt(() => api.takeBack(phone, message.id))
        : act === 'answer'
          ? answerTo(message)
          : attempt(async () => place(await api.react(phone, message.id, act))),
  )
}

/** What is written next answers it. */
function answerTo({ id }) {
  answering = id
  at('text').placeholder = say.answering
  at('text').focus()
}

async function write(text) {
  const replyTo = answering
  answering = undefined
  at('text').placeholder = say.text
  return replyTo ? api.answer(phone, open, text, replyTo) : api.write(phone, open, text)
}

/** Puts a message, new or changed, into its chat. */
function place(message) {
  if (!chatWith(message.chat)) {
    const business = businesses.find((each) => each.phone === message.chat)
    if (!business) {
      void reload()
      return
    }
    chats.push({ business, unread: 0, lastAt: 0, messages: [] })
  }
  const chat = chatWith(message.chat)
  const index = chat.messages.findIndex(({ id }) => id === message.id)
  if (index === -1) chat.messages.push(message)
  else chat.messages[index] = message
  chat.lastAt = chat.messages.at(-1).at
  chat.unread = chat.messages.filter(({ from, status }) => from === 'business' && status !== 'read').length
  if (message.chat === open) {
    placeItem(message)
    readOpen()
  }
  drawSide()
}

function placeItem(message) {
  const list = at('messages')
  const present = [...list.children].find((item) => item.dataset.id === message.id)
  if (present) {
    if (message.from === 'customer') present.replaceWith(itemOf(message))
    return
  }
  if (message.from === 'business') showTyping(false)
  list.append(itemOf(message))
  list.scrollTop = list.scrollHeight
}

function showTyping(on) {
  clearTimeout(typing)
  at('chat-state').textContent = on ? say.typing : `+${open}`
  if (on) typing = setTimeout(() => showTyping(false), typingMs)
}

function readOpen() {
  if (document.visibilityState !== 'visible' || !chatWith(open)?.unread) return
  void attempt(() => api.markRead(phone, open))
}

function openChat(business) {
  open = business
  remember()
  drawChat()
  drawSide()
  readOpen()
  at('text').focus()
}

async function reload() {
  const [view, live, customers] = await Promise.all([api.readPhone(phone), api.listBusinesses(), api.listCustomers()])
  chats = view.chats
  businesses = live
  const listed = customers.some((customer) => customer.phone === phone)
  showCustomers(listed ? customers : [view, ...customers], phone)
  drawChat()
  drawSide()
  readOpen()
}

function become(customer) {
  if (customer !== phone) open = ''
  phone = customer
  remember()
  unfollow()
  unfollow = api.follow(phone, {
    open: () => {
      at('offline').hidden = true
      void reload()
    },
    error: () => {
      at('offline').hidden = false
    },
    message: place,
    typing: ({ chat }) => chat === open && showTyping(true),
    businesses: reload,
    customers: reload,
  })
}

function close() {
  open = ''
  remember()
  drawChat()
  drawSide()
  at('customer').focus()
}

const placed = async (work) => {
  const message = await attempt(work)
  if (message) place(message)
}

async function added(number, name) {
  const customer = await attempt(() => api.addCustomer(number, name))
  if (customer) become(customer.phone)
}

translate()
at('customer').addEventListener('change', () => become(at('customer').value))
at('back').addEventListener('click', close)
document.addEventListener('visibilitychange', readOpen)
wireComposer(
  (text) => placed(() => write(text)),
  (file) => placed(() => api.sendFile(phone, open, file)),
  (other) => placed(() => api.sendOther(phone, open, other)),
)
wireNewCustomer(added)
become(phone || (await api.listCustomers())[0].phone)
