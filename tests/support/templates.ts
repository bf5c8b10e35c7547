import type { TestServer } from './test-server.ts'
import { makeUser } from './people.ts'

/** Many templates of one number at once, `aviso_1` first in the list; the simulator knows none of them. Every third is
 *  approved, pending or rejected; every fifth is off; of three two are Spanish; half are Marketing. */
export async function makeTemplates(
  server: TestServer,
  given: { companyId: string; channelId: string; count: number },
): Promise<string[]> {
  const { userId } = await makeUser(server, {})
  const rows = await server.sql<{ id: string }>(
    `insert into template (company_id, id, channel_id, name, language, display_name, category, type, body, status, status_word,
       active, provider_id, created_by, updated_at)
     select $1::uuid, gen_random_uuid(), $2::uuid, 'aviso_' || n, case when n % 3 = 0 then 'en' else 'es' end, 'Aviso ' || n,
       case when n % 2 = 0 then 'MARKETING' else 'UTILITY' end, 'TEXT',
       'Hola, tu pedido número ' || n || ' está en camino. ' || repeat('Gracias por comprar con nosotros. ', 1 + n % 4),
       (array['approved', 'pending', 'rejected'])[1 + n % 3], (array['APPROVED', 'PENDING', 'REJECTED'])[1 + n % 3],
       n % 5 <> 0, 'provider-' || n || '-' || $2, $3::uuid, now() - n * interval '1 second'
     from generate_series(1, $4::int) n returning id`,
    [given.companyId, given.channelId, userId, given.count],
  )
  await server.sql('analyze template')
  return rows.map(({ id }) => id)
}

/** A month of sends as they are folded: fewer on each fifth day, more read than not, and some that did not arrive. */
export async function makeHealth(
  server: TestServer,
  { companyId, templateId }: { companyId: string; templateId: string },
): Promise<void> {
  await server.sql(
    `insert into template_day (company_id, template_id, day, code, sent, delivered, read, failed, taps)
     select $1::uuid, $2::uuid, (now() at time zone 'America/Lima')::date - n, code, sent, sent * 95 / 100, sent * 60 / 100, failed, sent / 12
     from generate_series(0, 29) n cross join lateral (values
       ('', case when n % 5 = 0 then 12 else 60 + n * 37 % 90 end, 0), ('131049', 0, n % 3), ('131050', 0, n % 7 / 6), ('131026', 0, n % 4 / 3),
       ('132015', 0, n / 29)) v(code, sent, failed)`,
    [companyId, templateId],
  )
  await server.sql(
    `insert into template_event (company_id, template_id, id, at, source, status, status_word, reason, raw)
     values ($1, $2, gen_random_uuid(), now() - interval '5 days', 'webhook', 'approved', 'QUALITY_CHANGED', 'GREEN → YELLOW', 'YELLOW')`,
    [companyId, templateId],
  )
}
