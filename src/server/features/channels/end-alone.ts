import type { Tx } from '../../database/doors.ts'
import { lockEnding } from './switch-store.ts'

/** Until this commits, nothing else of the company ends many interactions at once: no channel, no campaign. */
export const endAlone = (tx: Tx, companyId: string): Promise<void> => lockEnding(tx, companyId)
