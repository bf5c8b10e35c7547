import type { Tx } from '../../database/doors.ts'
import type { Doer } from '../audit/record.ts'
import { takeOut } from './delete-template.ts'
import type { TemplateRecord } from './store.ts'

interface Named {
  channelId: string
  name: string
  language: string
}

/** What was deleted at WhatsApp gives up its name, to who asks for it or to what was made anew there (TP-2). */
export async function retireDeleted(tx: Tx, doer: Doer, { channelId, name, language }: Named): Promise<void> {
  const row = await tx
    .selectFrom('template')
    .selectAll()
    .where('company_id', '=', doer.companyId)
    .where('channel_id', '=', channelId)
    .where('name', '=', name)
    .where('language', '=', language)
    .where('deleted_at', 'is', null)
    .where('status_word', '=', 'DELETED')
    .forUpdate()
    .$castTo<TemplateRecord>()
    .executeTakeFirst()
  if (row) await takeOut(tx, doer, row)
}
