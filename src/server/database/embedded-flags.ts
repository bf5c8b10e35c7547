import { totalmem } from 'node:os'

/** An eighth of the machine's memory, for it is shared with everything else: 128 MB to 2 GB. */
const sharedMegabytes = Math.min(2048, Math.max(128, Math.floor(totalmem() / 8 / 2 ** 20)))

/** Memory and vacuuming for a machine of its own; a server given by DATABASE_URL is its owner's to tune. */
const SETTINGS = [
  `shared_buffers=${sharedMegabytes}MB`,
  'max_wal_size=4GB',
  'autovacuum_naptime=5s',
  'max_connections=100',
]

/** What the embedded PostgreSQL is started with. */
export const EMBEDDED_FLAGS: readonly string[] = SETTINGS.flatMap((setting) => ['-c', setting])
