import Fastify from 'fastify'
import pg from 'pg'

// What the product's door is measured against: a Fastify route that does what cannot be left out, and nothing more.
// It parses, takes the dedupe key and writes to a table of the same shape with the same group commit; it knows no
// channel, no secret, no lanes, no handling. Arguments: port, database, company, channel.
const [port = '', databaseUrl = '', companyId = '', channelId = ''] = process.argv.slice(2)
const WINDOW_MS = 4
const GROUP_AT_MOST = 2000

interface Waiting {
  keys: string[]
  raw: string
  done(): void
  failed(error: unknown): void
}

const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
let seq = 0
let waiting: Waiting[] = []
let running = false

async function drain(): Promise<void> {
  while (waiting.length > 0) {
    const group = waiting.splice(0, GROUP_AT_MOST)
    try {
      await store(group)
      for (const w of group) w.done()
    } catch (error) {
      for (const w of group) w.failed(error)
    }
  }
  running = false
}

async function store(group: readonly Waiting[]): Promise<void> {
  const rows = group.flatMap(({ keys, raw }) => keys.map((key) => ({ key, raw, seq: seq++ })))
  await client.query({
    name: 'store',
    text: `insert into bare_event (seq, company_id, channel_id, dedupe_key, lane, raw)
      select v.seq, $1, $2, v.key, 0, v.raw from unnest($3::int8[], $4::text[], $5::text[]) v(seq, key, raw)
      on conflict (channel_id, dedupe_key) do nothing`,
    values: [companyId, channelId, rows.map((r) => r.seq), rows.map((r) => r.key), rows.map((r) => r.raw)],
  })
}

interface Body {
  entry: { changes: { value: { statuses?: { gs_id: string; status: string }[]; messages?: { id: string }[] } }[] }[]
}

function keysOf(raw: string): string[] {
  const values = (JSON.parse(raw) as Body).entry.flatMap((e) => e.changes.map((c) => c.value))
  return values.flatMap(({ statuses = [], messages = [] }) => [
    ...statuses.map((s) => `s:${s.gs_id}:${s.status}`),
    ...messages.map((m) => `m:${m.id}`),
  ])
}

const app = Fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
app.post('/hooks', async (request, reply) => {
  const raw = request.body as string
  await new Promise<void>((done, failed) => {
    waiting.push({ keys: keysOf(raw), raw, done, failed })
    if (running) return
    running = true
    setTimeout(() => void drain(), WINDOW_MS)
  })
  return reply.status(200).send()
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
process.stdout.write('ready bare door\n')
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
