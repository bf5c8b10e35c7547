import { isUserId } from '../../../rules/phone.ts'
import { type Provider, type ProviderApp, ProviderFault, type TemplateHeader, type TemplateSend } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { id, list, object } from './read-json.ts'
import { fileName, metaContent, metaFile, place, selfServeContent } from './session-content.ts'
import { incomplete } from './verdicts.ts'

/** Never repeatable: Gupshup takes no idempotency key, so a send whose answer is lost is uncertain (reference 4.1). */
const SEND = { method: 'POST', repeatable: false } as const

/** How often a one-time code stands in the parameters: integrators disagree (reference 4.1). */
export type CodeCount = 1 | 2

export function sending(
  ask: Ask,
  codeCount: CodeCount,
): Pick<Provider, 'prepare' | 'sendTemplate' | 'sendSession' | 'markRead'> {
  return {
    async prepare(app) {
      if (!app.apiKey) await ask.ready(app.appId)
    },

    async sendTemplate(app, message) {
      const form = { ...addressed(app, message.to), ...templateFields(message, codeCount) }
      const key = app.apiKey ?? (await ask.keyOf(app.appId))
      const body = key
        ? await ask.key(key, {
            ...SEND,
            onLeaving: message.onLeaving,
            appId: app.appId,
            path: '/wa/api/v1/template/msg',
            form,
          })
        : await ask.app(app.appId, {
            ...SEND,
            onLeaving: message.onLeaving,
            path: ofApp(app.appId, 'template/msg'),
            form,
          })
      return { messageId: id(body.messageId) ?? raise() }
    },

    async sendSession(app, message) {
      const key = app.apiKey ?? (await ask.keyOf(app.appId))
      if (key) {
        if (isUserId(message.to))
          throw new ProviderFault('refused', 'this way of sending takes numbers only', { code: '131026' })
        const form = { ...addressed(app, message.to), message: JSON.stringify(selfServeContent(message)) }
        const body = await ask.key(key, {
          ...SEND,
          onLeaving: message.onLeaving,
          appId: app.appId,
          path: '/wa/api/v1/msg',
          form,
        })
        return { messageId: id(body.messageId) ?? raise() }
      }
      const call: Call = {
        ...SEND,
        onLeaving: message.onLeaving,
        path: ofApp(app.appId, 'v3/message'),
        json: metaContent(message),
      }
      const { messages } = await ask.app(app.appId, call)
      return { messageId: id(object(list(messages)[0]).id) ?? raise() }
    },

    async markRead(appId, externalId) {
      const limit = { name: 'other', scope: appId } as const
      if ((await ask.keyOf(appId)) !== undefined) {
        const path = ofApp(appId, `msg/${encodeURIComponent(externalId)}/read`)
        await ask.app(appId, { method: 'PUT', path, repeatable: true, limit })
        return
      }
      const message = { messaging_product: 'whatsapp', status: 'read', message_id: externalId }
      await ask.app(appId, {
        method: 'POST',
        path: ofApp(appId, 'v1/event'),
        json: { type: 'message-event', message },
        repeatable: true,
        limit,
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

function templateFields(message: TemplateSend, codeCount: CodeCount): Record<string, string> {
  const { templateId, header, oneTimeCode } = message
  const [code = ''] = message.params
  const params = oneTimeCode ? Array.from({ length: codeCount }, () => code) : message.params
  const postbackTexts = message.postbacks.map((text, index) => ({ index, text }))
  return {
    template: JSON.stringify({ id: templateId, params }),
    ...(header && { message: JSON.stringify(headerOf(header)) }),
    ...(postbackTexts.length > 0 && { postbackTexts: JSON.stringify(postbackTexts) }),
  }
}

function headerOf(header: TemplateHeader) {
  if (header.kind === 'location') return { type: 'location', location: place(header) }
  return { type: header.kind, [header.kind]: { ...metaFile(header.source), ...fileName(header) } }
}
