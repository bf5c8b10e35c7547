import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { CannotStart } from './cannot-start.ts'

/** Makes sure of the folder. Others may pass through it, as user postgres must; its secrets are files of their own. */
export function openDataFolder(dir: string): void {
  try {
    if (mkdirSync(dir, { recursive: true }) !== undefined) chmodSync(dir, 0o755)
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'EACCES' || code === 'EPERM' ? 'you may not write there' : (error as Error).message
    throw new CannotStart(`DATA_DIR cannot be ${dir}: ${why}. Choose another folder, or give the rights to this one.`)
  }
}

/** The text of a private file, made at the first call and the same ever after. Whenever the process is killed, and
 *  whoever else calls it at the same time: the file is whole, or it is not there. */
export function madeOnce(file: string, make: () => string): string {
  if (!existsSync(file)) {
    const draft = `${file}.draft-${process.pid}`
    rmSync(draft, { force: true })
    const descriptor = openSync(draft, 'wx', 0o600)
    writeSync(descriptor, make())
    fsyncSync(descriptor)
    closeSync(descriptor)
    try {
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    rmSync(draft)
  }
  return readFileSync(file, 'utf8')
}
