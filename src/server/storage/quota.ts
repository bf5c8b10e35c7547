import { opendir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'

/** Left alone on the disk: the embedded database may live beside the files, and must go on writing. */
const RESERVE_BYTES = 256 * 1024 * 1024
const FRESH_MS = 1_000
/** Measuring is a walk over all files: it takes at most this part of the time. */
const SHARE = 0.02

export interface Room {
  /** Bytes that can still be written, as last looked. */
  free(): Promise<number>
  /** Of what was written since. */
  wrote(bytes: number): void
}

/** What is left on the disk and, with a quota, under it. Everything that lies in the folder counts, whoever wrote it. */
export function roomIn(folder: string, quota: number): Room {
  let left = 0
  let until = 0
  let looking: Promise<void> | null = null

  async function look(): Promise<void> {
    const began = performance.now()
    const { bavail, bsize } = await statfs(folder)
    const onDisk = bavail * bsize - RESERVE_BYTES
    const underQuota = quota === Infinity ? Infinity : quota - (await bytesIn(folder))
    left = Math.max(0, Math.min(onDisk, underQuota))
    const took = performance.now() - began
    until = performance.now() + Math.max(FRESH_MS, took / SHARE)
  }

  return {
    async free() {
      if (performance.now() >= until) await (looking ??= look().finally(() => (looking = null)))
      return left
    },
    wrote(bytes) {
      left = Math.max(0, left - bytes)
    },
  }
}

async function bytesIn(folder: string): Promise<number> {
  let sum = 0
  for await (const file of filesIn(folder)) sum += (await stat(file).catch(() => ({ size: 0 }))).size
  return sum
}

/** Every file below; what vanishes meanwhile is passed over. */
export async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(() => [])
  for await (const entry of entries) {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(name)
    else yield name
  }
}
