import type { Tx } from '../../database/doors.ts'
import { importKeysInUse } from './import-store.ts'

/** Which of these keys of the storage are files of contacts that may still be brought in: a week, and it is forgotten. */
export const keptImports = (tx: Tx, keys: string[]): Promise<string[]> => importKeysInUse(tx, keys)
