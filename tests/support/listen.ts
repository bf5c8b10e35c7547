import type { TestPerson } from './people.ts'
import type { TestServer } from './test-server.ts'

interface Announcement {
  topic: string
  id: string
}

/** The live stream as the browser holds it. */
export async function listen(server: TestServer, person: TestPerson) {
  const abort = new AbortController()
  const response = await fetch(`${server.url}/api/live`, { headers: { cookie: person.cookie }, signal: abort.signal })
  const heard: Announcement[] = []
  /** What else it says: `hello`, `missed`. */
  const said: string[] = []
  let name: string | undefined
  let tell: () => void = () => undefined
  const reading = (async () => {
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const block = text.slice(0, end)
        const data = /^event: change\ndata: (.*)$/m.exec(block)?.[1]
        const event = /^event: (\w+)$/m.exec(block)?.[1]
        text = text.slice(end + 2)
        name ??= /^event: hello\ndata: \{"stream":"(.*)"\}$/m.exec(block)?.[1]
        if (data) heard.push(JSON.parse(data) as Announcement)
        else if (event) said.push(event)
      }
      tell()
    }
  })().catch(() => undefined)
  return {
    status: response.status,
    headers: response.headers,
    heard,
    said,
    /** Known once it has said hello. */
    name: () => name,
    /** The first announcement of this kind, heard already or still to come. */
    async next(wanted: (a: Announcement) => boolean, ms = 5000): Promise<Announcement> {
      const end = Date.now() + ms
      for (;;) {
        const found = heard.find(wanted)
        if (found) return found
        const left = end - Date.now()
        if (left <= 0) throw new Error('nothing of that kind was announced')
        await new Promise<void>((done) => {
          const timer = setTimeout(done, left)
          tell = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
    },
    async close() {
      abort.abort()
      await reading
    },
  }
}
