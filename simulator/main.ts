import { startSimulator } from './simulator.ts'

/** Settings: PORT, HOST, PUBLIC_URL, STATE_FILE, SEED, REVIEW_DELAY_MS, STATUS_DELAY_MS, SIGN_UP_DELAY_MS, RATE_LIMITS=off. */
const numbers = {
  port: numberFrom('PORT') ?? 8090,
  reviewDelayMs: numberFrom('REVIEW_DELAY_MS'),
  statusDelayMs: numberFrom('STATUS_DELAY_MS'),
  signUpDelayMs: numberFrom('SIGN_UP_DELAY_MS'),
  seed: numberFrom('SEED'),
}
const given = Object.entries(numbers).filter(([, value]) => value !== undefined)

const simulator = await startSimulator({
  port: numbers.port,
  ...Object.fromEntries(given),
  ...(process.env['HOST'] ? { host: process.env['HOST'] } : {}),
  ...(process.env['PUBLIC_URL'] ? { publicUrl: process.env['PUBLIC_URL'] } : {}),
  ...(process.env['STATE_FILE'] ? { stateFile: process.env['STATE_FILE'] } : {}),
  rateLimits: process.env['RATE_LIMITS'] !== 'off',
})
process.stdout.write(`simulator ${simulator.url}, phones at ${simulator.url}/phone\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}

function numberFrom(name: string): number | undefined {
  const text = process.env[name]
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name} must be a number, not "${text}"`)
  return value
}
