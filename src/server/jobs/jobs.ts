import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { SYSTEM_ROLE, type Tx } from '../database/doors.ts'
import { withOptions } from '../database/with-options.ts'
import { catalog, type JobName, type JobPayload } from './catalog.ts'

export type Enqueue = <N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayload<N>,
  options?: { key?: string; afterSeconds?: number; onceInSeconds?: number },
) => Promise<void>

export type JobHandlers = { [N in JobName]: (payload: JobPayload<N>) => Promise<void> }

export interface Jobs {
  /** The job exists if and only if the transaction commits. `key` goes with jobs that run one per key, or once in a time. */
  enqueue: Enqueue
  /** Starts working; every job of the catalogue must have its handler. */
  work(handlers: JobHandlers): Promise<void>
  /** Waits for running jobs, `ms` at most. */
  stop(ms: number): Promise<void>
}

/** Everything that is not a hot path runs here: pg-boss in its own schema. */
export async function openJobs(url: string, log: Logger): Promise<Jobs> {
  const connectionString = withOptions(url, `-c role=${SYSTEM_ROLE}`)
  const boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    max: 4,
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  boss.on('warning', (warning) => log.warn({ warning }, 'jobs'))
  await boss.start()

  return {
    async enqueue(tx, name, payload, options = {}) {
      await boss.send(name, catalog[name].payload.parse(payload) as object, {
        db: fromKysely(tx),
        ...(options.key === undefined ? {} : { singletonKey: options.key }),
        ...(options.onceInSeconds === undefined ? {} : { singletonSeconds: options.onceInSeconds }),
        ...(options.afterSeconds === undefined ? {} : { startAfter: options.afterSeconds }),
      })
    },
    async work(handlers) {
      for (const name of Object.keys(catalog) as JobName[]) await workOn(boss, name, handlers, log)
    },
    async stop(ms) {
      await boss.stop({ graceful: true, timeout: ms })
    },
  }
}

async function workOn<N extends JobName>(boss: PgBoss, name: N, handlers: JobHandlers, log: Logger): Promise<void> {
  const kind = catalog[name]
  // With notify on, the idle poll would be 30 s, and a backlog is taken one job per wake-up.
  const options = { localConcurrency: 2, burstWhenBatchFull: true, notifyPollingIntervalSeconds: 2 }
  await boss.work(name, options, async ([job]) => {
    if (!job) return
    try {
      await handlers[name](kind.payload.parse(job.data ?? {}) as JobPayload<N>)
    } catch (error) {
      log.warn(
        { err: error, job: name, jobId: job.id, data: job.data },
        'job failed; it is tried again as its kind says',
      )
      throw error
    }
  })
  if ('cron' in kind) await boss.schedule(name, kind.cron, {})
}
