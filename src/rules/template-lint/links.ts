/** Services that hide where a link leads (BODY-10, BTN-18). */
const SHORTENERS = `
  bit.ly bitly.com tinyurl.com goo.gl t.co cutt.ly is.gd v.gd ow.ly rb.gy shorturl.at short.gy shorturl.com buff.ly
  rebrand.ly t.ly tiny.cc lnkd.in n9.cl acortar.link bl.ink adf.ly soo.gd t2m.io dub.sh urlz.fr clck.ru qr.ae
  kutt.it shrtco.de tiny.one da.gd`
  .trim()
  .split(/\s+/)

const escaped = (names: readonly string[]) => names.map((name) => name.replaceAll('.', '\\.')).join('|')
const inText = (names: readonly string[]) =>
  new RegExp(`(?<![\\w.-])(?:www\\.)?(?:${escaped(names)})(?![\\w-]|\\.\\w)`, 'gi')

export const SHORTENER_IN_TEXT = inText(SHORTENERS)
export const WHATSAPP_IN_TEXT = inText(['wa.me', 'api.whatsapp.com', 'chat.whatsapp.com', 'whatsapp.com', 'wa.link'])

const endsIn = (host: string, names: readonly string[]) =>
  names.some((name) => host === name || host.endsWith(`.${name}`))

export const isShortener = (host: string): boolean => endsIn(host, SHORTENERS)
export const isWhatsApp = (host: string): boolean => endsIn(host, ['wa.me', 'whatsapp.com', 'wa.link'])

/** The host of a web address, in lower case; `null` when it is none that the public could open. */
export function hostOf(address: string): string | null {
  if (address.length > 4000 || /\s/.test(address) || !/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address))
    return null
  const { hostname, username } = new URL(address)
  return username === '' && /^(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)\.?$/u.test(hostname)
    ? hostname.toLowerCase()
    : null
}
