import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { deliver } from './deliver/deliver.ts'
import { ingest } from './ingest/ingest.ts'
import { lint } from './lint/lint.ts'
import { lists } from './lists/lists.ts'
import { live } from './live/live.ts'
import { switchOff } from './switch-off/switch-off.ts'

const USAGE = `npm run bench -- ingest|deliver|lint|switch-off|lists|live [--json] [--scale F] [--runs N] [--only PART]
  ingest   how many webhook events a second are held; parts: rate, door
           --rate N: only this rate, without a search
  deliver  how exactly and how soon messages leave; parts: oneChannel, tenChannels, agent, whole
  lint     how long the lint of a template takes; parts: short, full, faulty
  switch-off  how long switching off a number with 10,000 open interactions takes, beside the bare updates
  lists    how long lists and searches take, of a million tickets; parts: list, name, text
  live     how soon fifty people see what comes in
  --scale  0.1 takes a tenth of the time and of the data; the figures of the document are those of 1
  --runs   of each figure; 3
  --profile  where the server spends its time
  --json   one line of JSON on stdout, at the end
`

const benches = { ingest, deliver, lint, 'switch-off': switchOff, lists, live }
const isBench = (name = ''): name is keyof typeof benches => Object.hasOwn(benches, name)

function read() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      scale: { type: 'string', default: '1' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string' },
      rate: { type: 'string' },
      profile: { type: 'boolean', default: false },
    },
  })
  const [name] = positionals
  const numbers = { scale: Number(values.scale), runs: Number(values.runs), rate: Number(values.rate ?? 1) }
  if (!isBench(name)) throw new Error(`one of ${Object.keys(benches).join(', ')}?`)
  if (!Object.values(numbers).every((n) => n > 0)) throw new Error('a number is missing')
  const { json, only, profile } = values
  const rate = values.rate === undefined ? undefined : numbers.rate
  return { name, json, options: { ...numbers, rate, only, profile } } as const
}

function asked() {
  try {
    return read()
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}

/** What the figures were measured on. */
function circumstances() {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  return {
    commit:
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'simulator') ? '+changes' : ''),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
}

const { name, json, options } = asked()
const at = new Date().toISOString()
const result = await benches[name](options)
if (json) {
  const line = { bench: name, ...circumstances(), at, scale: options.scale, runs: options.runs, ...result }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
process.exit(0)
