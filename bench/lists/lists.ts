import { Agent, request } from 'undici'
import { figure, percentile, round } from '../figures.ts'
import { openRig, type Rig } from '../rig/rig.ts'
import { signIn } from '../rig/sign-in.ts'
import { say } from '../say.ts'
import { type Company, makeLargeCompany, makeOthers, refuseLittleDisk } from './data.ts'

const TICKETS = 1_000_000
/** Of fewer, not each question has an answer. */
const LEAST = 10_000
const COMPANIES = 200
const CLIENTS = 8
const RATE = 200
const SECONDS = 30
/** What is asked all day stands in memory; what has just been laid out stands there as chance has it. */
const WARM_UP_SECONDS = 30
/** p95 in milliseconds, and how much more it may be than with a hundredth of the data. */
const GOALS = { list: 20, name: 50, text: 300 } as const
const GROWTH = 1.5

interface Question {
  name: string
  kind: keyof typeof GOALS
  path: (n: number) => string
  /** It is there to find nothing. */
  finds?: false
}

/** What the Workspace asks, of a supervisor (all queues) and of an agent (three). */
export function questionsOf({ queues, lines, place }: Company, tickets: number): Question[] {
  const list = (name: string, query: string): Question => ({ name, kind: 'list', path: () => `/tickets?${query}` })
  return [
    list('mine', 'view=mine'),
    list('waiting', 'view=waiting'),
    list('all', 'view=all'),
    list('closed', 'view=closed'),
    list('queue', `view=all&queueId=${queues[4]}`),
    list('closed queue', `view=closed&queueId=${queues[4]}`),
    list('closed agent', `view=closed&agentId=${place.agent.userId}`),
    list('channel', `view=all&channelId=${lines[1]!.channelId}`),
    list('unread', 'view=waiting&unread=true'),
    { name: 'counts', kind: 'list', path: () => '/workspace/counts' },
    { name: 'sends', kind: 'list', path: () => '/workspace/sends' },
    { name: 'common name', kind: 'name', path: () => '/tickets/search?search=maria' },
    { name: 'whole name', kind: 'name', path: (n) => `/tickets/search?search=quispe%20${(n * 7919) % tickets}` },
    { name: 'number', kind: 'name', path: (n) => `/tickets/search?search=%23${1 + ((n * 7919) % tickets)}` },
    {
      name: 'phone',
      kind: 'name',
      path: (n) => `/tickets/search?search=9${String((n * 7919) % tickets).padStart(8, '0')}`,
    },
    { name: 'common word', kind: 'text', path: () => '/tickets/search/messages?search=hola' },
    {
      name: 'rare word',
      kind: 'text',
      path: (n) => `/tickets/search/messages?search=codigo${(n * 104_729) % (tickets * 5)}`,
    },
    { name: 'two words', kind: 'text', path: () => '/tickets/search/messages?search=factura%20direcc' },
    { name: 'no such word', finds: false, kind: 'text', path: () => '/tickets/search/messages?search=inexistente' },
  ]
}

interface Options {
  scale: number
  /** Of each company, by turns; told is the median of their percentiles, and of what they are to one another. */
  runs: number
  only?: string | undefined
}

/** Lists, filters and searches over HTTP, of a company with a million tickets beside two hundred others, and of one with a
 *  hundredth of the data. Both are laid out before; then their runs take turns, so that what is compared was measured in the same
 *  minutes: how fast a machine is changes more from one quarter of an hour to the next than these two differ. */
export async function lists({ scale, runs, only }: Options) {
  const tickets = Math.max(LEAST, Math.round(TICKETS * scale))
  await using sides = new AsyncDisposableStack()
  const large = sides.adopt(await layOut(tickets, scale, only), (side) => side.close())
  const small = sides.adopt(await layOut(Math.max(LEAST, Math.round(tickets / 100)), scale, only), (side) =>
    side.close(),
  )
  for (const side of [large, small]) await side.warmUp()
  const seconds = Math.max(5, SECONDS * Math.min(1, scale * 3))
  for (let run = 0; run < runs; run++) for (const side of [large, small]) await side.ask(seconds)
  for (const side of [large, small]) side.refuseEmpty()
  const figures = Object.fromEntries(
    large.questions.map(({ name, kind }) => {
      const of = (side: Side, share: number) => side.times.get(name)!.map((run) => percentile(run, share))
      const [p50, p95, smallP95] = [of(large, 0.5), of(large, 0.95), of(small, 0.95)].map((r) =>
        round(figure(r).median),
      )
      const ratios = of(large, 0.95).map((ms, run) => ms / Math.max(of(small, 0.95)[run]!, 1))
      const growth = round(figure(ratios).median, 2)
      const reached = p95! <= GOALS[kind] && growth <= GROWTH
      return [name, { kind, p50, p95, smallP95, growth, goal: { p95: GOALS[kind], growth: GROWTH }, reached }]
    }),
  )
  for (const [name, f] of Object.entries(figures))
    say(
      'lists',
      `${name.padEnd(14)} p50 ${f.p50} ms, p95 ${f.p95} ms (goal ${f.goal.p95}), ${f.growth} times the small one's`,
    )
  return {
    tickets,
    messages: tickets * 5,
    companies: COMPANIES,
    figures,
    reached: Object.values(figures).every((f) => f.reached),
  }
}

type Side = Awaited<ReturnType<typeof layOut>>

async function layOut(tickets: number, scale: number, only: string | undefined) {
  const rig = await openRig()
  try {
    refuseLittleDisk(rig.folder, tickets)
    const server = await rig.startServer({ run: 'web' })
    const began = performance.now()
    const company = await makeLargeCompany(rig, tickets)
    await makeOthers(rig, Math.max(2, Math.round(COMPANIES * Math.min(1, scale * 10))), tickets)
    await rig.sql('vacuum analyze')
    say('lists', `${tickets} tickets laid out in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const cookies = await people(rig, server.url, company)
    const questions = questionsOf(company, tickets).filter((q) => only === undefined || q.kind === only)
    const asking = openAsking(server.url, cookies, questions)
    return {
      questions,
      ...asking,
      async close() {
        await asking.close()
        await rig.close()
      },
    }
  } catch (error) {
    await rig.close()
    throw error
  }
}

/** The agent of three queues, and a supervisor, who is the same person in another company of hers. */
export async function people(rig: Rig, url: string, { place }: Company): Promise<string[]> {
  const agent = await signIn(url, place.agent)
  const other = { ...place.agent, email: `jefa.${place.agent.email}` }
  await rig.sql(
    `with made as (
       insert into auth."user" (id, name, email, "emailVerified", locale) select gen_random_uuid(), 'Jefa', $1, true, 'es' returning id),
     known as (
       insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt")
       select made.id::text, 'credential', made.id, (select password from auth.account where "userId" = $2), now() from made)
     insert into member (company_id, user_id, role) select $3, id, 'admin' from made`,
    [other.email, place.agent.userId, place.companyId],
  )
  return [agent, await signIn(url, other)]
}

/** Asks the questions one after the other; eight clients take turns. */
function openAsking(url: string, cookies: string[], questions: Question[]) {
  const dispatcher = new Agent({ connections: CLIENTS })
  const times = new Map<string, number[][]>(questions.map(({ name }) => [name, []]))
  const answered = new Set<string>()
  let next = 0

  async function put(n: number): Promise<Question> {
    const question = questions[n % questions.length]!
    const answer = await request(`${url}/api${question.path(n)}`, {
      dispatcher,
      headers: { cookie: cookies[Math.floor(n / questions.length) % cookies.length]! },
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${question.name} answered ${answer.statusCode} ${text}`)
    if (!text.includes('"items":[]')) answered.add(question.name)
    return question
  }
  const clients = (client: () => Promise<void>) => Promise.all(Array.from({ length: CLIENTS }, client))

  return {
    /** Of each question, run by run, in milliseconds. */
    times,
    /** As many questions as fit: a server that has just started compiles and plans. */
    async warmUp() {
      const until = performance.now() + WARM_UP_SECONDS * 1000
      await clients(async () => {
        while (performance.now() < until) await put(next++)
      })
    },
    /** Open loop: each question has its moment, and its time counts from then. */
    async ask(seconds: number) {
      for (const of of times.values()) of.push([])
      const [first, total] = [next, Math.round(RATE * seconds)]
      const began = performance.now() + 50
      await clients(async () => {
        for (let n = next++; n < first + total; n = next++) {
          const due = began + ((n - first) * 1000) / RATE
          const early = due - performance.now()
          if (early > 0) await new Promise((done) => setTimeout(done, early))
          const { name } = await put(n)
          times
            .get(name)!
            .at(-1)!
            .push(performance.now() - due)
        }
      })
    },
    /** To find nothing is no work: whoever measures that measures nothing. */
    refuseEmpty() {
      const empty = questions.filter(({ name, finds }) => finds !== false && !answered.has(name))
      if (empty.length > 0)
        throw new Error(`nobody was answered anything by ${empty.map(({ name }) => name).join(', ')}`)
    },
    close: () => dispatcher.close(),
  }
}
