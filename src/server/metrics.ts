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
  distributed: new Counter({
    name: 'score_tickets_distributed_total',
    help: 'Tickets given to agents by their queues',
    ...at,
  }),
  handledAfter: new Histogram({
    name: 'score_event_age_seconds',
    help: 'Age of an event when its batch committed',
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    ...at,
  }),
  unprocessed: new Gauge({
    name: 'score_events_unprocessed',
    help: 'Events that came in and are not handled yet; at most 100000 are counted',
    ...at,
  }),
  oldestUnprocessed: new Gauge({
    name: 'score_oldest_unprocessed_event_seconds',
    help: 'Age of the oldest event that is not handled yet; 0 when there is none',
    ...at,
  }),
  setAside: new Gauge({
    name: 'score_events_set_aside',
    help: 'Events that could not be handled and are kept; at most 100000 are counted',
    ...at,
  }),
  statusesWaiting: new Gauge({
    name: 'score_statuses_waiting',
    help: 'Statuses that wait for the message they are about',
    ...at,
  }),
  archived: new Gauge({
    name: 'score_archive_rows',
    help: 'Rows of the archive of handled events, as PostgreSQL estimates them',
    ...at,
  }),
  leases: new Gauge({
    name: 'score_leases_held',
    help: 'What is held by one process for all: channels to send for, lanes of events to handle',
    labelNames: ['kind'],
    ...at,
  }),
  jobs: new Gauge({ name: 'score_jobs', help: 'Jobs by state', labelNames: ['state'], ...at }),
  alarms: new Gauge({ name: 'score_alarm_open', help: 'Open alarms by kind', labelNames: ['kind'], ...at }),
  exchanges: new Counter({
    name: 'score_exchanges_total',
    help: 'Exchanges with the provider, kept in the log or dropped because it could not keep up',
    labelNames: ['outcome'],
    ...at,
  }),
  mediaWaiting: new Gauge({
    name: 'score_media_waiting',
    help: 'Files of messages that are not here yet; at most 100000 are counted',
    ...at,
  }),
  storageFree: new Gauge({ name: 'score_storage_free_bytes', help: 'Room for files, under disk and quota', ...at }),
  media: new Counter({
    name: 'score_media_total',
    help: 'Tries to fetch the file of a message, by what came of them',
    labelNames: ['outcome'],
    ...at,
  }),
  outbox: new Gauge({
    name: 'score_outbox_messages',
    help: 'Messages that wait to leave, are on their way to the provider, or have no answer; at most 100000 are counted',
    labelNames: ['state'],
    ...at,
  }),
  sends: new Counter({
    name: 'score_sends_total',
    help: 'Messages handed to the provider, by outcome',
    labelNames: ['outcome'],
    ...at,
  }),
}
