import { Agent, request } from 'undici'

const SELDOM_MS = 2000

export interface Browser {
  /** Says how a row looks as often as an answer contains it. */
  onRow: (ticketId: string, lastText: string) => void
  /** The same of the open conversation. */
  onMessage: (text: string) => void
}

interface Given extends Browser {
  url: string
  cookie: string
  view: 'mine' | 'all'
  /** The conversation that is open. */
  shown: string | null
}

/** What a browser does in the Workspace, as `src/web/live.ts` and the list do it: one stream, told which conversation is shown; of
 *  what is announced the list asks by name, one request at a time; the open conversation asks for what is new, and its head for
 *  itself; counts every other second. */
export async function openBrowser(given: Given): Promise<{ close(): void; requests(): number }> {
  const { url, cookie, view, shown, onRow, onMessage } = given
  const dispatcher = new Agent({ connections: 6, bodyTimeout: 0 })
  const abort = new AbortController()
  let requests = 0
  const get = async (path: string) => {
    requests++
    const answer = await request(`${url}/api${path}`, { dispatcher, headers: { cookie } })
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`)
    return (await answer.body.json()) as { items: { id: string; lastText: string; text: string }[]; version?: string }
  }

  const show = async (stream: string) => {
    const answer = await request(`${url}/api/live/shown`, {
      dispatcher,
      method: 'PUT',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ stream, conversations: [shown] }),
    })
    if (answer.statusCode !== 200) throw new Error(`what is shown was answered with ${answer.statusCode}`)
    await answer.body.dump()
  }
  const first = await get(`/tickets?view=${view}`)
  const page = shown === null ? undefined : await get(`/tickets/${shown}/messages`)
  let version = page?.version
  const from = page?.items.at(-1)?.id
  void first

  const waiting = new Set<string>()
  const list = oneAtATime(async () => {
    const ids = [...waiting]
    waiting.clear()
    const { items } = await get(`/tickets?view=${view}&${ids.map((id) => `ids[]=${id}`).join('&')}`)
    for (const row of items) onRow(row.id, row.lastText)
  })
  const conversation = oneAtATime(async () => {
    const { items, version: next } = await get(
      `/tickets/${shown}/messages/changes?version=${encodeURIComponent(version ?? '')}${from ? `&from=${from}` : ''}`,
    )
    version = next
    for (const { text } of items) onMessage(text)
  })
  let counted = 0
  const head = oneAtATime(async () => void (await get(`/tickets/${shown}`)))
  const counts = oneAtATime(async () => {
    counted = Date.now()
    await get('/workspace/counts')
  })
  const heard = (topic: string, id: string) => {
    if (topic === 'tickets') {
      waiting.add(id)
      if (id === shown) head()
      if (Date.now() - counted > SELDOM_MS) counts()
    }
    if (topic === 'messages' && id === shown) conversation()
  }

  const stream = await request(`${url}/api/live`, { dispatcher, headers: { cookie }, signal: abort.signal })
  void (async () => {
    let text = ''
    for await (const chunk of stream.body.setEncoding('utf8') as AsyncIterable<string>) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const named = /^event: hello\ndata: \{"stream":"(.*)"\}$/m.exec(text.slice(0, end))?.[1]
        const data = /^event: change\ndata: (.*)$/m.exec(text.slice(0, end))?.[1]
        text = text.slice(end + 2)
        if (named !== undefined && shown !== null) void show(named)
        if (data === undefined) continue
        const { topic, id } = JSON.parse(data) as { topic: string; id: string }
        heard(topic, id)
      }
      if (waiting.size > 0) list()
    }
  })().catch(() => undefined)
  return {
    requests: () => requests,
    close() {
      abort.abort()
      void dispatcher.destroy().catch(() => undefined)
    },
  }
}

/** Asked again while it is at it, it does it once more. */
function oneAtATime(act: () => Promise<void>): () => void {
  let busy = false
  let again = false
  const run = () => {
    again = busy
    if (busy) return
    busy = true
    act()
      .catch(() => undefined)
      .finally(() => {
        busy = false
        if (again) run()
      })
  }
  return run
}
