import path from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { System } from './context.ts'
import { openDatabase } from './database/doors.ts'
import { migrate } from './database/migrate.ts'
import { apiKeys } from './features/channels/api-keys.ts'
import { openDistribution } from './features/distribution/distribution.ts'
import { sharedTokens } from './features/provider-tokens/shared-tokens.ts'
import { openAuth } from './http/auth.ts'
import { openHealth, openWeb } from './http/app.ts'
import { jobHandlers } from './jobs/handlers.ts'
import { openJobs } from './jobs/jobs.ts'
import { openExchangeRecorder } from './features/exchanges/recorder.ts'
import { openWatch } from './features/upkeep/watch.ts'
import { openHub } from './live/hub.ts'
import { openMail } from './mail.ts'
import { openInbound } from './pipeline/inbound/inbound.ts'
import { openOutbound } from './pipeline/outbound/outbound.ts'
import { openProcess } from './pipeline/process.ts'
import { createGupshup } from './provider/gupshup/gupshup.ts'
import { createLimiter, UNCOUNTED } from './provider/gupshup/rate-limits.ts'
import { parseWebhook, readApp } from './provider/gupshup/parse-webhook.ts'
import { WEBHOOK_SOURCES } from './provider/gupshup/webhook-sources.ts'
import { providerAccount } from './provider-account.ts'
import { sealOf } from './seal.ts'
import { openDisk } from './storage/disk.ts'

const DRAIN_MS = 10_000

export interface Server {
  url: string
  system: System
  /** ST-4: no new sends, answers in flight awaited 10 s, leases given up. */
  stop(): Promise<void>
}

export interface Parts {
  /** The owner's; the application takes on weaker roles inside each transaction. */
  databaseUrl: string
  log: Logger
}

/** Migrates, wires and starts everything but the database. Ready when it resolves. The one place that knows Gupshup. */
export async function startServer(config: Config, { databaseUrl, log }: Parts): Promise<Server> {
  await migrate(databaseUrl)
  const db = openDatabase(databaseUrl, { onError: (err) => log.warn({ err }, 'database connection') })
  const runs = { web: config.RUN.includes('web'), worker: config.RUN.includes('worker') }
  const process = await openProcess(databaseUrl, db, log, runs)
  const jobs = await openJobs(databaseUrl, log)
  const mailer = openMail(config, log)
  const auth = openAuth(databaseUrl, config, {
    sendMail: mailer.send,
    onError: (err) => log.warn({ err }, 'sign-in: database connection'),
  })
  const exchanges = openExchangeRecorder(db, (err) => log.warn({ err }, 'exchanges cannot be kept'))
  const seal = sealOf(config)
  const provider = createGupshup({
    onExchange: (exchange) => exchanges.record(exchange),
    partnerUrl: config.GUPSHUP_PARTNER_URL,
    apiUrl: config.GUPSHUP_API_URL,
    tokens: providerAccount(config),
    apiKeys: apiKeys(db, seal),
    tokenStore: sharedTokens(db, seal, process.id),
    codeCount: config.GUPSHUP_CODE_COUNT,
    mediaHosts: config.GUPSHUP_MEDIA_HOSTS,
    ...(!config.RATE_LIMITS && { limiter: createLimiter(UNCOUNTED) }),
  })
  const storage = await openDisk(path.join(config.DATA_DIR, 'media'), config.MEDIA_QUOTA_MB)
  const system: System = { config, log, db, auth, jobs, provider, seal, storage }
  let ready = false
  const reader = { parse: parseWebhook, appOf: readApp, sources: WEBHOOK_SOURCES }
  const inbound = await openInbound(databaseUrl, system, process, { reader, worker: runs.worker })
  const hub = runs.web ? await openHub(databaseUrl, log) : null
  const web = hub ? await openWeb(system, hub, inbound.door, () => ready) : openHealth(system, () => ready)
  await web.app.listen({ host: config.HOST, port: config.PORT })
  if (runs.worker) await jobs.work(jobHandlers(system, mailer))
  const outbound = runs.worker ? await openOutbound(databaseUrl, system, process) : null
  const distribution = runs.worker ? await openDistribution(databaseUrl, system) : null
  const watch = openWatch(system, process.id, exchanges)
  ready = true

  let stopped: Promise<void> | null = null
  async function stop(): Promise<void> {
    ready = false
    const answered = web.close()
    await Promise.all([
      outbound?.close(DRAIN_MS),
      distribution?.close(),
      // What is asked until then may still bring an event, or ask for a job.
      answered.then(() => Promise.all([inbound.close(), jobs.stop(DRAIN_MS)])),
    ])
    await watch.close()
    await hub?.close()
    await process.close()
    await storage.close()
    await provider.close()
    await exchanges.close()
    await auth.end()
    await db.end()
  }
  return { url: config.PUBLIC_URL, system, stop: () => (stopped ??= stop()) }
}
