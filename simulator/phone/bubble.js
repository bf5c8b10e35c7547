import { formatted } from './formatted.js'
import { language, say } from './words.js'

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })

export function element(tag, className, ...children) {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...children.filter((child) => child !== undefined))
  return made
}

/** One message with its buttons; `onTap(index)` is called for the buttons that answer. */
export function bubbleOf(message, onTap) {
  const { content, from } = message
  const inside = [
    message.replyTo && element('p', 'quote', formatted(message.replyTo)),
    content.media && mediaOf(content.media),
    content.location && locationOf(content.location),
    ...(content.contacts ?? []).map(({ name, phone }) => element('p', 'text', `👤 ${name} ${phone}`)),
    content.header && element('p', 'head', content.header),
    content.text && element('p', 'text', formatted(content.text)),
    content.reaction && element('p', 'text', content.reaction.emoji),
    content.footer && element('p', 'foot', content.footer),
    metaOf(message),
  ]
  const item = element('div', from, element('div', 'bubble', ...inside.filter(Boolean)))
  if (content.buttons?.length) {
    item.append(
      element('div', 'buttons', ...content.buttons.map((button, index) => buttonOf(button, () => onTap(index)))),
    )
  }
  item.dataset.id = message.id
  return item
}

function metaOf({ at, from, status }) {
  const meta = element('p', 'meta', clock.format(at))
  if (from !== 'customer') return meta
  const ticks = element('span', `ticks ${status}`, ' ✓✓')
  ticks.setAttribute('role', 'img')
  ticks.setAttribute('aria-label', status === 'read' ? say.read : say.sent)
  meta.append(ticks)
  return meta
}

function mediaOf({ kind, url, name }) {
  if (url.startsWith('media:') || !['image', 'sticker', 'video', 'audio'].includes(kind)) return fileOf(url, name)
  const media = document.createElement({ video: 'video', audio: 'audio' }[kind] ?? 'img')
  media.src = url
  if (media instanceof HTMLImageElement) media.alt = name ?? say.file
  else media.controls = true
  return media
}

function fileOf(url, name) {
  const label = `📎 ${name ?? say.file}`
  if (url.startsWith('media:')) return element('p', 'text', label)
  const link = element('a', '', label)
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener'
  return element('p', 'text', link)
}

function locationOf({ latitude, longitude, name, address }) {
  const place = [name, address].filter(Boolean).join(', ') || say.location
  return element('p', 'text', `📍 ${place} (${latitude}, ${longitude})`)
}

function buttonOf({ kind, text, value, description }, onTap) {
  if (kind === 'url' || kind === 'phone') {
    const link = element('a', '', kind === 'url' ? `↗ ${text}` : `📞 ${text}`)
    link.href = kind === 'url' ? value : `tel:${value}`
    if (kind === 'url') Object.assign(link, { target: '_blank', rel: 'noopener' })
    return link
  }
  const button = element('button', '', text, description ? element('small', '', description) : undefined)
  button.type = 'button'
  if (kind === 'copy_code') {
    button.addEventListener('click', () => {
      void navigator.clipboard?.writeText(value)
      button.textContent = say.copied
    })
  } else if (kind === 'other') button.disabled = true
  else button.addEventListener('click', onTap)
  return button
}
