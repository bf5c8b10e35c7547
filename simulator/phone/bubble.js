import { buttonsOf } from './buttons.js'
import { element } from './element.js'
import { formatted } from './formatted.js'
import { icon } from './icons.js'
import { locationOf, mediaOf } from './media.js'
import { language, say } from './words.js'

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })

/** One message with its buttons; `onTap(index)` is called for the buttons that answer. */
export function bubbleOf(message, onTap, onAct) {
  const { content, from } = message
  const inside = [
    message.replyTo && element('p', 'quote', formatted(message.replyTo)),
    content.media && mediaOf(content.media),
    content.location && locationOf(content.location),
    ...(content.contacts ?? []).map(({ name, phone }) => element('p', 'text', `👤 ${name} ${phone}`)),
    content.header && element('p', 'head', content.header),
    content.text && textOf(content.text, message.category === 'marketing'),
    content.reaction && element('p', 'text', content.reaction.emoji),
    content.footer && element('p', 'foot', content.footer),
    metaOf(message),
  ]
  const item = element('div', from, element('div', 'bubble', ...inside))
  if (content.buttons?.length) item.append(buttonsOf(content.buttons, onTap))
  if (onAct) item.append(actsOf(message, onAct))
  item.dataset.id = message.id
  return item
}

/** React, answer, and take back what is one's own. */
function actsOf(message, onAct) {
  const acts = {
    '👍': '👍',
    '❤️': '❤️',
    '🚫': '',
    '↩': 'answer',
    ...(message.from === 'customer' && { '🗑': 'delete' }),
  }
  const names = { '🚫': say.unreact, '↩': say.answer, '🗑': say.takeBack }
  const made = Object.entries(acts).map(([sign, act]) => {
    const button = element('button', 'act', sign)
    button.type = 'button'
    button.title = names[sign] ?? say.react
    button.setAttribute('aria-label', names[sign] ?? `${say.react} ${sign}`)
    button.addEventListener('click', () => onAct(act))
    return button
  })
  return element('div', 'acts', ...made)
}

/** Marketing folds after five lines, a long text after some twenty; how many there are only the page knows. */
function textOf(text, marketing) {
  const words = element('div', `text folded${marketing ? ' soon' : ''}`, formatted(text))
  requestAnimationFrame(() => {
    if (words.scrollHeight <= words.clientHeight + 1) return
    const more = element('button', 'more', say.readMore)
    more.type = 'button'
    more.addEventListener('click', () => {
      words.classList.remove('folded')
      more.remove()
    })
    words.after(more)
  })
  return words
}

const signs = { read: 'two', delivered: 'two', sent: 'one', failed: 'failed' }

function metaOf({ at, from, status }) {
  const meta = element('p', 'meta', clock.format(at))
  if (from !== 'customer') return meta
  const said = status === 'read' ? say.read : status === 'failed' ? say.failed : say.sent
  const ticks = element('span', `ticks ${status}`, icon(signs[status] ?? 'wait', said))
  meta.append(' ', ticks)
  return meta
}
