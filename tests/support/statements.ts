import pg from 'pg'
import { vi } from 'vitest'
import { LOOK } from '../../src/server/database/doors.ts'
import { BY_WORDS } from '../../src/server/features/tickets/search-store.ts'

export interface Statement {
  text: string
  values: unknown[]
}

/** Statements of the transactions that begin while `act` runs, by watching the driver; nothing is changed on their way. */
export async function transactionsOf(act: () => Promise<unknown>): Promise<Statement[][]> {
  const open = new Map<unknown, Statement[]>()
  const done: Statement[][] = []
  // oxlint-disable-next-line typescript/unbound-method -- it is applied to its client below
  const real = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [asked, given] = args as [string | Statement, unknown[]?]
    const text = typeof asked === 'string' ? asked : asked.text
    const values = (typeof asked === 'string' ? given : (asked.values ?? given)) ?? []
    if (/^\s*begin/i.test(text)) open.set(this, [])
    else if (/^\s*(?:commit|rollback)/i.test(text)) {
      const statements = open.get(this)
      if (statements) done.push(statements)
      open.delete(this)
    } else {
      const statement = { text, values: Array.isArray(values) ? values : [] }
      // What people read in one statement has no transaction around it.
      if (open.has(this)) open.get(this)!.push(statement)
      else if (text.startsWith(LOOK) || text.startsWith(BY_WORDS)) done.push([statement])
    }
    return Reflect.apply(real, this, args) as never
  })
  try {
    await act()
  } finally {
    spy.mockRestore()
  }
  return done
}
