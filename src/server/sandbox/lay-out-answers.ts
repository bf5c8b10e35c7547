import type { Tx } from '../database/doors.ts'
import { newId } from '../database/id.ts'
import { contactAttributes, savedAnswers } from './demo.ts'

/** What agents keep ready, and what is known of contacts. */
export async function layOutAnswers(
  tx: Tx,
  companyId: string,
  createdBy: string,
  campaigns: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { campaign, ...answer } of savedAnswers) {
    const id = newId()
    const place = { shortcut: answer.shortcut, campaign_id: campaign === undefined ? null : campaigns[campaign]! }
    await tx
      .insertInto('saved_answer')
      .values({ company_id: companyId, id, created_by: createdBy, ...answer })
      .execute()
    await tx
      .insertInto('saved_answer_place')
      .values({ company_id: companyId, answer_id: id, ...place })
      .execute()
  }
  for (const [position, { options, ...attribute }] of contactAttributes.entries()) {
    const row = { company_id: companyId, position, options: JSON.stringify(options), ...attribute }
    await tx.insertInto('contact_attribute').values(row).execute()
  }
}
