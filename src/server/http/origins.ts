import type { Config } from '../config.ts'

/** The addresses from which this application's own pages may write. */
export function allowedOrigins(config: Config): string[] {
  const own = new URL(config.PUBLIC_URL).origin
  return config.sandbox ? [own, `http://127.0.0.1:${config.PORT}`, `http://localhost:${config.PORT}`] : [own]
}
