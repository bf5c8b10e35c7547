import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Journal } from './table.ts'

/** What the file needs to know of a table. */
interface StoredTable {
  readonly name: string
  restore(key: string, row: unknown): void
  entries(): Iterable<[string, unknown]>
}

type Line = [table: string, key: string, row: unknown]

/**
 * An append-only file of changes. Each is written before the call that made it returns, so it outlives `kill -9` of
 * this process; a line torn by a crash is skipped. At each start the file is rewritten to one line per living row.
 */
export class StateFile {
  readonly #path: string
  #descriptor: number | undefined

  constructor(path: string) {
    this.#path = path
  }

  readonly append: Journal = (table, key, row) => {
    if (this.#descriptor === undefined) return
    writeSync(this.#descriptor, `${JSON.stringify([table, key, row] satisfies Line)}\n`)
  }

  open(tables: readonly StoredTable[]): void {
    mkdirSync(dirname(this.#path), { recursive: true })
    this.#read(tables)
    this.#compact(tables)
    this.#descriptor = openSync(this.#path, 'a', 0o600)
  }

  close(): void {
    if (this.#descriptor === undefined) return
    fsyncSync(this.#descriptor)
    closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #read(tables: readonly StoredTable[]): void {
    if (!existsSync(this.#path)) return
    const byName = new Map(tables.map((table) => [table.name, table]))
    for (const text of readFileSync(this.#path, 'utf8').split('\n')) {
      const line = parseLine(text)
      if (line) byName.get(line[0])?.restore(line[1], line[2])
    }
  }

  #compact(tables: readonly StoredTable[]): void {
    const draft = `${this.#path}.new`
    const descriptor = openSync(draft, 'w', 0o600)
    for (const table of tables) {
      for (const [key, row] of table.entries()) writeSync(descriptor, `${JSON.stringify([table.name, key, row])}\n`)
    }
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(draft, this.#path)
  }
}

function parseLine(text: string): Line | undefined {
  try {
    return text === '' ? undefined : (JSON.parse(text) as Line)
  } catch {
    return undefined
  }
}
