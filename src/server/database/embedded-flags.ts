import { totalmem } from 'node:os'

/** The machine's, or what a container may have of it. */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)

/** A quarter of the memory, as PostgreSQL advises, 128 MB to 8 GB. It is taken as it is used: what is looked for stands
 *  anywhere in what a company has, and what is not in here is read from the disk. */
const sharedMegabytes = Math.min(8192, Math.max(128, Math.floor(memory / 4 / 2 ** 20)))

/** Memory and vacuuming for a machine of its own; a server given by DATABASE_URL is its owner's to tune. */
const SETTINGS = [
  `shared_buffers=${sharedMegabytes}MB`,
  'max_wal_size=4GB',
  'autovacuum_naptime=5s',
  'max_connections=100',
]

/** What the embedded PostgreSQL is started with. */
export const EMBEDDED_FLAGS: readonly string[] = SETTINGS.flatMap((setting) => ['-c', setting])
