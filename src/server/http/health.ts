import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { System } from '../context.ts'
import type { Hub } from '../live/hub.ts'
import { metrics } from '../metrics.ts'
import { openFigures } from '../features/upkeep/figures.ts'

/** API-3: alive; ready (migrated, workers running, the database answers); and figures for Prometheus. */
export function serveHealth(
  app: FastifyInstance,
  { config, db, storage }: System,
  hub: Hub | null,
  isReady: () => boolean,
): void {
  const readFigures = openFigures(db)
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_req, reply) => {
    try {
      if (!isReady()) throw new Error('still starting, or stopping')
      await db.asSystem('readiness', (tx) => sql`select 1 from company limit 1`.execute(tx))
      return { status: 'ready' }
    } catch {
      return reply.status(503).send({ status: 'not ready' })
    }
  })
  app.get('/metrics', async (req, reply) => {
    const open =
      config.METRICS_TOKEN === undefined
        ? config.sandbox
        : req.headers.authorization === `Bearer ${config.METRICS_TOKEN}`
    if (!open) return reply.status(404).send({ status: 'not found' })
    const load = db.load()
    metrics.connections.set({ state: 'busy' }, load.total - load.idle)
    metrics.connections.set({ state: 'idle' }, load.idle)
    metrics.connections.set({ state: 'waited_for' }, load.waiting)
    metrics.liveStreams.set(hub?.size() ?? 0)
    metrics.storageFree.set(await storage.free().catch(() => 0))
    await readFigures()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
