import { keptBy } from './kept.ts'

// Files that are not on the server yet, a voice note say: a reload, or signing in again, must not lose them. Session storage
// holds no files; this is the browser's database, read by the tab that put them there.

interface KeptFile {
  key: string
  /** Whose, in which company and tab. */
  by: string
  place: string
  file: File
  at: number
}

const STORE = 'files'
const PATIENCE_MS = 2000
/** What a tab left behind that never came back. */
const FORGOTTEN_MS = 86_400_000

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('score', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no database'))
  })
  return opened
}

/** Without a database, as in some private windows, nothing is kept. */
async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const store = (await open()).transaction(STORE, mode).objectStore(STORE)
    return await new Promise<T>((resolve, reject) => {
      const request = act(store)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('not kept'))
    })
  } catch {
    return undefined
  }
}

/** @param place what it belongs to */
export const keepFile = (key: string, place: string, file: File): Promise<unknown> =>
  within('readwrite', (store) => store.put({ key, by: keptBy(), place, file, at: Date.now() } satisfies KeptFile))

export const dropFile = (key: string): Promise<unknown> => within('readwrite', (store) => store.delete(key))

/** What this person left here in this tab, oldest first; what nobody came back for goes. */
export async function keptFiles(): Promise<KeptFile[]> {
  const all = ((await within('readonly', (store) => store.getAll())) ?? []) as KeptFile[]
  for (const { key, at } of all) if (at < Date.now() - FORGOTTEN_MS) void dropFile(key)
  return all.filter(({ by, at }) => by === keptBy() && at >= Date.now() - FORGOTTEN_MS).toSorted((a, b) => a.at - b.at)
}

/** Of whoever signs out, in this tab; a database that does not answer holds nobody back. */
export async function forgetFiles(): Promise<void> {
  const gone = keptFiles().then((files) => Promise.all(files.map(({ key }) => dropFile(key))))
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
}
