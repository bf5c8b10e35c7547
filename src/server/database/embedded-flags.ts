/** Memory and vacuuming for a small machine of its own; a server given by DATABASE_URL is its owner's to tune. */
const SETTINGS = ['shared_buffers=256MB', 'max_wal_size=4GB', 'autovacuum_naptime=5s', 'max_connections=100']

/** What the embedded PostgreSQL is started with. */
export const EMBEDDED_FLAGS: readonly string[] = SETTINGS.flatMap((setting) => ['-c', setting])
