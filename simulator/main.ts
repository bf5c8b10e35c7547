import { parseArgs } from 'node:util'
import { type SimulatorOptions, startSimulator } from './simulator.ts'
import { settingsSchema } from './settings.ts'

/** Every option is a flag (`--status-delay-ms 5`) or in the environment (`STATUS_DELAY_MS=5`); lists and objects as JSON. */
const own = ['port', 'host', 'publicUrl', 'seed', 'stateFile', 'ledgerFile', 'ledgerKept', 'lanesPerApp', 'script']
const account = ['partnerEmail', 'partnerSecret', 'partnerId']
const texts = new Set(['host', 'publicUrl', 'stateFile', 'ledgerFile', ...account])
const names = [...own, ...account, ...Object.keys(settingsSchema.shape)]

const flag = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [flag(name), { type: 'string' }])) })

const given: Record<string, unknown> = { port: 8090 }
for (const name of names) {
  const text = values[flag(name)] ?? process.env[flag(name).replaceAll('-', '_').toUpperCase()]
  if (typeof text === 'string' && text !== '') given[name] = texts.has(name) ? text : read(name, text)
}
const { partnerEmail: email, partnerSecret: secret, partnerId: id, ...options } = given
const partner = Object.fromEntries(Object.entries({ email, secret, id }).filter(([, value]) => value !== undefined))

const simulator = await startSimulator({ ...options, partner } as unknown as SimulatorOptions)
process.stdout.write(`simulator ${simulator.url}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}

function read(name: string, text: string): unknown {
  if (text === 'on' || text === 'off') return text === 'on'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`--${flag(name)} must be a number, true or false, on or off, or JSON, not "${text}"`)
  }
  const numeric = ['port', 'seed', 'ledgerKept', 'lanesPerApp'].includes(name)
  if (numeric && !(typeof value === 'number' && value >= 0)) throw new Error(`--${flag(name)} must be a number`)
  return value
}
