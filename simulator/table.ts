/** Told of every change: a row that is new or changed, or the key of one that is gone. */
export type Journal = (table: string, key: string, row: unknown) => void

/** Rows by key, kept in order of arrival; every change goes to the journal, so that a kill loses nothing. */
export class Table<Row> {
  readonly name: string
  readonly #keyOf: (row: Row) => string
  readonly #journal: Journal
  readonly #rows = new Map<string, Row>()

  constructor(name: string, keyOf: (row: Row) => string, journal: Journal) {
    this.name = name
    this.#keyOf = keyOf
    this.#journal = journal
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key)
  }

  /** Stores a new row, or makes the changes made to a known one last. */
  put(row: Row): Row {
    const key = this.#keyOf(row)
    this.#rows.set(key, row)
    this.#journal(this.name, key, row)
    return row
  }

  remove(key: string): void {
    if (this.#rows.delete(key)) this.#journal(this.name, key, null)
  }

  /** Takes in what the state file says, without writing it again. */
  restore(key: string, row: Row | null): void {
    if (row === null) this.#rows.delete(key)
    else this.#rows.set(key, row)
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#rows.entries()
  }

  all(): Row[] {
    return [...this.#rows.values()]
  }

  where(test: (row: Row) => boolean): Row[] {
    return this.all().filter(test)
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row
    return undefined
  }

  get size(): number {
    return this.#rows.size
  }
}
