import { hash } from 'node:crypto'
import * as v2 from './events-v2.ts'
import * as v3 from './events-v3.ts'
import { fileUrl, keep } from './partner-media.ts'
import { newWhatsappId } from './messages.ts'
import type { App, Button, Content, Message } from './rows.ts'
import type { Sim } from './sim.ts'

/** One message in the two shapes: `v2` as in section 5.6, `v3` as Meta's part. */
export interface Shapes {
  v2: { kind: string; payload: object }
  v3: object
}

export function writeText(sim: Sim, app: App, customer: string, text: string, replyTo?: Message): Message {
  const shapes = { v2: { kind: 'text', payload: { text } }, v3: { type: 'text', text: { body: text } } }
  return receive(sim, app, customer, { text }, shapes, replyTo)
}

export interface SentFile {
  name: string
  contentType: string
  base64: string
  caption: string
  /** A picture without words, of a kind of its own. */
  sticker?: boolean
}

export function sendFile(sim: Sim, app: App, customer: string, file: SentFile): Message {
  const { name, contentType, caption } = file
  const bytes = Buffer.from(file.base64, 'base64')
  const urlExpiry = sim.now() + sim.settings.mediaLifeMs
  const media = keep(sim, app.id, { name, contentType, bytes }, urlExpiry)
  const url = fileUrl(sim, media.id)
  const family = contentType.split('/')[0] ?? ''
  const known = ['image', 'video', 'audio'].includes(family) ? family : 'document'
  const kind = file.sticker ? 'sticker' : known
  const more = caption === '' ? {} : { caption }
  const named = kind === 'document' ? { name } : {}
  const payload = { url, contentType, urlExpiry, ...named, ...more }
  const filename = kind === 'document' ? { filename: name } : {}
  const shapes = {
    v2: { kind: kind === 'document' ? 'file' : kind, payload },
    v3: {
      type: kind,
      [kind]: {
        id: media.id,
        mime_type: contentType,
        sha256: hash('sha256', bytes, 'base64'),
        url,
        ...filename,
        ...more,
      },
    },
  }
  const text = caption === '' ? {} : { text: caption }
  return receive(sim, app, customer, { media: { kind, url, name, contentType }, ...text }, shapes)
}

/** A tap on a quick reply or on a row of a list. */
export function tap(sim: Sim, app: App, message: Message, button: Button): Message {
  const content = { text: button.text }
  return receive(sim, app, message.customer, content, tapShapes(message, button), message)
}

function tapShapes(message: Message, button: Button): Shapes {
  const { text: title, postback = title, description = '' } = button
  if (message.kind === 'template') {
    return {
      v2: { kind: 'quick_reply', payload: { text: title, type: 'button', postbackText: postback } },
      v3: { type: 'button', button: { payload: postback, text: title } },
    }
  }
  const number = (message.content.buttons ?? []).indexOf(button) + 1
  const payload = { title, id: message.clientId ?? '', reply: `${title} ${number}`, postbackText: postback }
  const reply = { id: postback, title }
  if (button.kind === 'list_row') {
    return {
      v2: { kind: 'list_reply', payload: { ...payload, description } },
      v3: { type: 'interactive', interactive: { type: 'list_reply', list_reply: { ...reply, description } } },
    }
  }
  return {
    v2: { kind: 'quick_reply', payload },
    v3: { type: 'interactive', interactive: { type: 'button_reply', button_reply: reply } },
  }
}

export function receive(
  sim: Sim,
  app: App,
  phone: string,
  content: Content,
  shapes: Shapes,
  replyTo?: Message,
): Message {
  const id = newWhatsappId()
  const { name } = sim.books.customer(phone)
  const message = sim.books.putMessage({
    id,
    whatsappId: id,
    appId: app.id,
    customer: phone,
    from: 'customer',
    kind: 'session',
    category: 'service',
    content,
    ...(replyTo === undefined ? {} : { replyTo: replyTo.id }),
    status: 'delivered',
    at: sim.now(),
  })
  const context = replyTo && { id: replyTo.whatsappId, gsId: replyTo.id }
  const bodies = {
    v2: (now: number) => v2.message(now, app, message, name, { ...shapes.v2, ...(context ? { context } : {}) }),
    v3: (now: number) => v3.message(now, app, message, name, shapes.v3, replyTo),
  }
  sim.delivery.emit(app, 'MESSAGE', bodies, { kind: 'message', id, whatsappId: id, customer: phone })
  return message
}
