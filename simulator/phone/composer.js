import { say } from './words.js'

const at = (id) => document.getElementById(id)

/** The line at the bottom: a text, a file with the text as its caption, or the opt-out. */
const others = {
  location: { kind: 'location', latitude: -12.046389, longitude: -77.030556, name: 'Plaza Mayor', address: 'Lima' },
  contact: { kind: 'contact', name: 'Rosa Campos', phone: '+51900000778' },
  flow: { kind: 'flow', answers: { fecha: '2026-12-03', turno: 'Tarde' } },
  unsupported: { kind: 'unsupported' },
}

export function wireComposer(write, send, sendOther) {
  const text = at('text')
  const submit = (words) => {
    if (words.trim() !== '') void write(words)
  }
  at('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    submit(text.value)
    text.value = ''
  })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    at('composer').requestSubmit()
  })
  at('opt-out').addEventListener('click', () => submit(say.optOut))
  at('kind').addEventListener('change', () => {
    const { value } = at('kind')
    at('kind').value = ''
    if (value === 'sticker') at('sticker').click()
    else void sendOther(others[value])
  })
  at('sticker').addEventListener(
    'change',
    () => void attach(at('sticker'), { value: '' }, (file) => send({ ...file, sticker: true })),
  )
  at('file').addEventListener('change', () => void attach(at('file'), text, send))
}

async function attach(input, text, send) {
  const [file] = input.files
  const bytes = new Uint8Array(await file.arrayBuffer())
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
  const sent = { name: file.name, contentType: file.type || 'application/octet-stream', base64, caption: text.value }
  text.value = ''
  input.value = ''
  await send(sent)
}

export function wireNewCustomer(add) {
  const dialog = at('new-customer')
  at('add-customer').addEventListener('click', () => dialog.showModal())
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'add') void add(at('new-phone').value, at('new-name').value)
  })
}
