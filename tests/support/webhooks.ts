import { randomUUID } from 'node:crypto'
import type { TestChannel } from './channels.ts'
import type { TestServer } from './test-server.ts'
import { until } from './until.ts'

/** Who writes: a phone in digits, a business-scoped user id, or both. */
export type Author = string | { phone?: string; userId?: string; name?: string }

/** What Gupshup posts for a channel, in the shapes of its documentation; each resolves with the door's answer. */
export function webhooksOf(
  server: Pick<TestServer, 'url'>,
  channel: Pick<TestChannel, 'appId' | 'hookKey'> & Partial<Pick<TestChannel, 'hookSecret'>>,
) {
  // Once a subscription has carried the secret, the door asks for it.
  const secret = channel.hookSecret === undefined ? {} : { 'x-score-secret': channel.hookSecret }
  const post = async (body: object): Promise<number> => {
    const answer = await fetch(`${server.url}/hooks/gupshup/${channel.hookKey}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...secret },
      body: JSON.stringify(body),
    })
    return answer.status
  }
  const v2 = (type: string, payload: object) => ({
    appId: channel.appId,
    timestamp: Date.now(),
    version: 2,
    type,
    payload,
  })
  const v3 = (field: string, value: object) => ({
    object: 'whatsapp_business_account',
    gs_app_id: channel.appId,
    entry: [{ id: '100', time: Math.floor(Date.now() / 1000), changes: [{ field, value }] }],
  })
  /** `more.at` in milliseconds; `more.replyTo` is our message's id at Gupshup. */
  const message = (
    author: Author,
    type: string,
    payload: object,
    more: { id?: string; at?: number; replyTo?: string } = {},
  ) => {
    const { phone, userId, name } = typeof author === 'string' ? { phone: author } : author
    return post({
      ...v2('message', {
        id: more.id ?? `wamid.${randomUUID()}`,
        ...(phone ? { source: phone } : {}),
        type,
        payload,
        sender: { ...(phone ? { phone } : {}), ...(userId ? { userId } : {}), name: name ?? 'Cliente' },
        ...(more.replyTo ? { context: { gsId: more.replyTo } } : {}),
      }),
      timestamp: more.at ?? Date.now(),
    })
  }
  return {
    message,
    text: (author: Author, text: string, more?: Parameters<typeof message>[3]) =>
      message(author, 'text', { text }, more),
    tap: (author: Author, text: string, postbackText: string, more?: Parameters<typeof message>[3]) =>
      message(author, 'quick_reply', { text, type: 'button', postbackText }, more),
    reaction: (author: Author, emoji: string) => message(author, 'reaction', { emoji, gsId: randomUUID() }),
    status: (messageId: string, type: string, to: string, payload: object = {}) =>
      post(v2('message-event', { id: randomUUID(), gsId: messageId, type, destination: to, payload })),
    deletion: (externalId: string, from: string) =>
      post(v2('message-event', { id: externalId, type: 'deleted', destination: from, payload: {} })),
    echo: (to: string, text: string) =>
      post(
        v3('smb_message_echoes', {
          message_echoes: [
            {
              to,
              id: `wamid.${randomUUID()}`,
              timestamp: String(Math.floor(Date.now() / 1000)),
              type: 'text',
              text: { body: text },
            },
          ],
        }),
      ),
    preference: (who: { wa_id?: string; user_id?: string }, value: 'stop' | 'resume') =>
      post(
        v3('user_preferences', {
          user_preferences: [{ ...who, category: 'marketing_messages', value, timestamp: 1_790_000_000 }],
        }),
      ),
  }
}

export type Webhooks = ReturnType<typeof webhooksOf>

/** Waits until every event of the company has been handled. */
export const allHandled = (server: TestServer, companyId: string): Promise<unknown> =>
  until('every event is handled', async () => {
    const [left] = await server.sql<{ n: number }>('select count(*)::int n from raw_event where company_id = $1', [
      companyId,
    ])
    return left!.n === 0
  })
