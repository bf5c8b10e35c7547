import type { Tx } from '../../database/doors.ts'
import { type Doer, record } from '../audit/record.ts'
import { insertCampaign } from './store.ts'

/** AS-4: a company starts with one campaign, in the transaction that makes the company. */
export async function createDefaultCampaign(tx: Tx, doer: Doer): Promise<string> {
  const campaign = { name: 'General', dispositionRequired: false, isDefault: true }
  const id = await insertCampaign(tx, { companyId: doer.companyId, ...campaign })
  await record(tx, doer, 'campaign.create', id, null, campaign)
  return id
}
