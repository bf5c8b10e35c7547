import type { TestServer } from './test-server.ts'

interface ChatMessage {
  id: string
  from: 'business' | 'customer'
  text?: string
  content?: { text?: string; buttons?: { text: string }[] }
}

/** A customer's phone at the simulator; `phone` in digits. */
export function phoneOf(server: TestServer, phone: string) {
  const at = `${server.simulator.url}/simulator/phones/${phone}`
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${at}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`the phone answered ${answer.status}: ${await answer.text()}`)
  }
  const messages = (): ChatMessage[] => server.simulator.books.messages.all().filter((m) => m.customer === phone)
  return {
    write: (text: string, to: string, name?: string) =>
      post('/messages', { text, to: to.replace('+', ''), ...(name ? { name } : {}) }),
    send: (file: { name: string; contentType: string; base64: string; caption: string }, to: string) =>
      post('/messages', { file, to: to.replace('+', '') }),
    /** Whatever else a customer can send: `simulator/inbound-kinds.ts`. */
    other: (other: { kind: string }, to: string) => post('/messages', { other, to: to.replace('+', '') }),
    answer: (text: string, replyTo: string, to: string) =>
      post('/messages', { text, replyTo, to: to.replace('+', '') }),
    react: (messageId: string, emoji: string) => post('/reactions', { messageId, emoji }),
    takeBack: (messageId: string) => post('/deletions', { messageId }),
    /** The newest message with these words. */
    find: (text: string): string => {
      const message = messages().findLast((m) => m.content?.text === text)
      if (!message) throw new Error(`no message ${text} on the phone of ${phone}`)
      return message.id
    },
    /** Taps the button of that title in the newest message that has it. */
    async tap(title: string): Promise<void> {
      const message = messages().findLast((m) => m.content?.buttons?.some((b) => b.text === title))
      if (!message) throw new Error(`no button ${title} on the phone of ${phone}`)
      await post('/taps', {
        messageId: message.id,
        index: message.content!.buttons!.findIndex((b) => b.text === title),
      })
    },
    texts: async (): Promise<string[]> => messages().map((m) => m.content?.text ?? ''),
  }
}
