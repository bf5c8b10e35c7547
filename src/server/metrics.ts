import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const at = { registers: [registry] }

/** What /metrics tells. */
export const metrics = {
  registry,
  connections: new Gauge({
    name: 'score_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'],
    ...at,
  }),
  liveStreams: new Gauge({ name: 'score_live_streams', help: 'Open live streams', ...at }),
  webhookEvents: new Counter({
    name: 'score_webhook_events_total',
    help: 'Events taken in, by kind',
    labelNames: ['kind'],
    ...at,
  }),
  webhookRefused: new Counter({
    name: 'score_webhook_refused_total',
    help: 'Webhook calls refused, by reason',
    labelNames: ['reason'],
    ...at,
  }),
  eventsHandled: new Counter({
    name: 'score_events_handled_total',
    help: 'Events handled, by outcome',
    labelNames: ['outcome'],
    ...at,
  }),
  handledAfter: new Histogram({
    name: 'score_event_age_seconds',
    help: 'Age of an event when its batch committed',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    ...at,
  }),
  sends: new Counter({
    name: 'score_sends_total',
    help: 'Messages handed to the provider, by outcome',
    labelNames: ['outcome'],
    ...at,
  }),
}
