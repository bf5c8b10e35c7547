import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const tailBytes = 1024 * 1024

/** Numbered lines of JSON, only ever added to. Each is with the operating system when `append` returns, so that it
 *  outlives `kill -9` of this process; a line torn by a crash is closed off at the next start. */
export class LineFile {
  /** The highest number of an earlier run; 0 for a new file. */
  readonly lastNumber: number
  readonly #descriptor: number
  #open = true

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.#descriptor = openSync(path, 'a+', 0o600)
    const tail = this.#tail()
    if (tail !== '' && !tail.endsWith('\n')) writeSync(this.#descriptor, '\n')
    this.lastNumber = tail.split('\n').reduce((highest, line) => Math.max(highest, numberOf(line)), 0)
  }

  append(line: object): void {
    if (this.#open) writeSync(this.#descriptor, `${JSON.stringify(line)}\n`)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    fsyncSync(this.#descriptor)
    closeSync(this.#descriptor)
  }

  #tail(): string {
    const { size } = fstatSync(this.#descriptor)
    const length = Math.min(size, tailBytes)
    const bytes = Buffer.alloc(length)
    readSync(this.#descriptor, bytes, 0, length, size - length)
    return bytes.toString()
  }
}

function numberOf(line: string): number {
  try {
    return (JSON.parse(line) as { n?: number }).n ?? 0
  } catch {
    return 0
  }
}
