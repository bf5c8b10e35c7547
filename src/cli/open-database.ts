import { readDatabaseSettings } from '../server/config.ts'
import { DataDirInUse, startEmbedded } from '../server/database/embedded.ts'

/** The database of DATABASE_URL, or the embedded one, whether the server runs or not. */
export async function openDatabaseUrl(): Promise<{ url: string; close(): void }> {
  const settings = readDatabaseSettings(process.env)
  if (settings.DATABASE_URL !== undefined) return { url: settings.DATABASE_URL, close: () => undefined }
  try {
    const embedded = await startEmbedded(settings.DATA_DIR, [], console.log)
    return { url: embedded.url, close: () => embedded.stop() }
  } catch (error) {
    if (error instanceof DataDirInUse) return { url: error.url, close: () => undefined }
    throw error
  }
}
