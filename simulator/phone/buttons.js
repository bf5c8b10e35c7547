import { element } from './element.js'
import { icon } from './icons.js'
import { say } from './words.js'

/** Of more than three buttons a phone shows two, and all of them when asked. The rows of a list are always there. */
export function buttonsOf(buttons, onTap) {
  const made = buttons.map((button, index) => buttonOf(button, () => onTap(index)))
  if (buttons.length < 4 || buttons.some(({ kind }) => kind === 'list_row')) return element('div', 'buttons', ...made)
  const all = element('button', 'all', icon('list'), say.allOptions)
  all.type = 'button'
  all.setAttribute('aria-expanded', 'false')
  const group = element('div', 'buttons', ...made.slice(0, 2), all)
  all.addEventListener('click', () => {
    group.replaceChildren(...made)
    made[2].focus()
  })
  return group
}

function buttonOf({ kind, text, value, description }, onTap) {
  if (kind === 'url' || kind === 'phone') {
    const link = element('a', '', icon(kind), text)
    link.href = kind === 'url' ? value : `tel:${value}`
    if (kind === 'url') Object.assign(link, { target: '_blank', rel: 'noopener' })
    return link
  }
  const drawing = { quick_reply: 'reply', copy_code: 'copy_code' }[kind]
  const words = element('span', '', text, description ? element('small', '', description) : undefined)
  const button = element('button', '', drawing && icon(drawing), words)
  button.type = 'button'
  if (kind === 'copy_code') {
    button.addEventListener('click', () => {
      void navigator.clipboard?.writeText(value)
      words.textContent = say.copied
    })
  } else if (kind === 'other') button.disabled = true
  else button.addEventListener('click', onTap)
  return button
}
