import { element } from './element.js'
import { say } from './words.js'

/** What heads a message: a picture, a player, or the file to fetch. */
export function mediaOf({ kind, url, name }) {
  if (url.startsWith('media:') || !['image', 'sticker', 'video', 'audio'].includes(kind)) return fileOf(url, name)
  const media = document.createElement({ video: 'video', audio: 'audio' }[kind] ?? 'img')
  media.src = url
  media.className = kind
  if (media instanceof HTMLImageElement) media.alt = name ?? say.file
  else Object.assign(media, { controls: true, preload: 'metadata' })
  media.addEventListener('error', () => media.replaceWith(fileOf(url, name)))
  return media
}

function fileOf(url, name) {
  const label = name ?? say.file
  const ending = /\.(\w{1,4})$/u.exec(label)?.[1].toUpperCase() ?? ''
  const sheet = element('span', 'sheet', ending)
  sheet.setAttribute('aria-hidden', 'true')
  const words = element('span', 'name', label)
  if (url.startsWith('media:')) return element('p', 'file', sheet, words)
  const link = element('a', 'file', sheet, words)
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener' })
  return link
}

export function locationOf({ latitude, longitude, name, address }) {
  const place = [name, address].filter(Boolean).join(', ') || say.location
  return element('p', 'text', `📍 ${place} (${latitude}, ${longitude})`)
}
