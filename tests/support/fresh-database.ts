import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseAt } from './postgres-server.ts'
import { until } from './until.ts'

const SOURCE_IN_USE = '55006'

/** A migrated, empty database of one's own, as its owner. It goes when the run ends. */
export async function freshDatabase(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await until('the template database is free', async () => {
      try {
        await client.query(`create database ${name} template tpl strategy file_copy`)
        return true
      } catch (error) {
        if ((error as { code?: string }).code === SOURCE_IN_USE) return false
        throw error
      }
    })
  } finally {
    await client.end()
  }
  return databaseAt(server, name)
}
