import type { Provider, ProviderApp, SessionSend, TemplateSend } from '../port.ts'
import { type Ask, ofApp } from './ask.ts'
import type { Call } from './client.ts'
import { id, list, object } from './read-json.ts'
import { incomplete } from './verdicts.ts'

/** Never repeatable: Gupshup takes no idempotency key, so a send whose answer is lost is uncertain (reference 4.1). */
const SEND = { method: 'POST', repeatable: false } as const

export function sending(ask: Ask): Pick<Provider, 'sendTemplate' | 'sendSession' | 'markRead'> {
  return {
    async sendTemplate(app, message) {
      const form = { ...addressed(app, message.to), ...templateFields(message) }
      const body = app.apiKey
        ? await ask.key(app.apiKey, { ...SEND, path: '/wa/api/v1/template/msg', form })
        : await ask.app(app.appId, { ...SEND, path: ofApp(app.appId, 'template/msg'), form })
      return { messageId: id(body.messageId) ?? raise() }
    },

    async sendSession(app, message) {
      if (app.apiKey) {
        const form = { ...addressed(app, message.to), message: JSON.stringify(sessionText(message)) }
        const body = await ask.key(app.apiKey, { ...SEND, path: '/wa/api/v1/msg', form })
        return { messageId: id(body.messageId) ?? raise() }
      }
      const call: Call = { ...SEND, path: ofApp(app.appId, 'v3/message'), json: metaText(message) }
      const { messages } = await ask.app(app.appId, call)
      return { messageId: id(object(list(messages)[0]).id) ?? raise() }
    },

    async markRead(appId, externalId) {
      const message = { messaging_product: 'whatsapp', status: 'read', message_id: externalId }
      await ask.app(appId, {
        method: 'POST',
        path: ofApp(appId, 'v1/event'),
        json: { type: 'message-event', message },
        repeatable: true,
        limit: { name: 'other', scope: appId },
      })
    },
  }
}

function raise(): never {
  throw incomplete('messageId', SEND)
}

function addressed(app: ProviderApp, to: string) {
  return { channel: 'whatsapp', source: app.source, destination: to, 'src.name': app.appName }
}

function templateFields({ templateId, params, postbacks }: TemplateSend): Record<string, string> {
  const postbackTexts = postbacks.map((text, index) => ({ index, text }))
  return {
    template: JSON.stringify({ id: templateId, params }),
    ...(postbacks.length > 0 && { postbackTexts: JSON.stringify(postbackTexts) }),
  }
}

function sessionText({ text, replyTo }: SessionSend) {
  return { type: 'text', text, previewUrl: true, ...(replyTo && { context: { msgId: replyTo } }) }
}

function metaText({ to, text, replyTo }: SessionSend) {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'text',
    text: { body: text, preview_url: true },
    ...(replyTo && { context: { message_id: replyTo } }),
  }
}
