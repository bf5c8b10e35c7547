import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Edit {
  file: string
  /** Must be there exactly once. */
  find: string
  put: string
}

const here = path.join(import.meta.dirname, '..')

/** A copy of the program with these edits, for as long as `use` takes: `src` is copied, the rest is where it was.
 *  @throws when a text to be replaced is not there, or more than once */
export async function withEdited<T>(edits: readonly Edit[], use: (root: string) => Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), 'score-broken-'))
  try {
    for (const name of readdirSync(here)) {
      if (name !== 'src' && name !== '.git') symlinkSync(path.join(here, name), path.join(root, name))
    }
    cpSync(path.join(here, 'src'), path.join(root, 'src'), { recursive: true })
    for (const { file, find, put } of edits) {
      const [before, after, ...more] = readFileSync(path.join(root, file), 'utf8').split(find)
      if (after === undefined || more.length > 0)
        throw new Error(`${file}: "${find.trim()}" stands there ${after === undefined ? 0 : more.length + 1} times`)
      writeFileSync(path.join(root, file), `${before}${put}${after}`)
    }
    return await use(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
