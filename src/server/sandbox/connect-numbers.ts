import { sql } from 'kysely'
import type { System } from '../context.ts'

/** Makes the demo's numbers live at the simulator, where they are not, and has every live number's events sent to the
 *  address that this start was given. Repeating it does no harm. */
export async function connectNumbers(system: System): Promise<void> {
  const { db, config, provider, seal } = system
  for (const number of await listLiveNumbers(system)) {
    const { company_id, channel_id, app_name, hook_key, hook_secret } = number
    const known = number.subscription_id === null ? undefined : await provider.findApp(app_name)
    const app_id = known?.appId ?? (await seedNumber(system, number))
    const made = await provider.subscribe(app_id, {
      url: `${config.PUBLIC_URL}/hooks/gupshup/${hook_key}`,
      tag: 'score',
      secretHeaders: { 'x-score-secret': seal.open(hook_secret) },
    })
    const connection = { app_id, subscription_id: made.subscriptionId, hook_secret_carried: made.headersCarried }
    await db.asSystem('sandbox', async (tx) => {
      await tx
        .updateTable('channel_connection')
        .set(connection)
        .where('company_id', '=', company_id)
        .where('channel_id', '=', channel_id)
        .execute()
      // A renewal that was under way tells the provider its address again.
      await tx
        .updateTable('channel_hook')
        .set({ subscribed_at: null })
        .where('company_id', '=', company_id)
        .where('channel_id', '=', channel_id)
        .where('state', '=', 'next')
        .execute()
    })
  }
}

type LiveNumber = Awaited<ReturnType<typeof listLiveNumbers>>[number]

function listLiveNumbers({ db }: System) {
  return db.asSystem('sandbox', (tx) =>
    tx
      .selectFrom('channel_connection as n')
      .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'n.company_id').onRef('c.id', '=', 'n.channel_id'))
      .select(['n.company_id', 'n.channel_id', 'n.app_name', 'n.subscription_id', 'n.hook_key', 'n.hook_secret'])
      .select(['c.identifier', 'c.business_name'])
      .select(
        sql<boolean>`exists (select from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id
        and i.closed_at is null and i.cause = 'restricted')`.as('restricted'),
      )
      .where('n.live_at', 'is not', null)
      .where('c.identifier', 'is not', null)
      .where('c.deleted_at', 'is', null)
      .execute(),
  )
}

/** Answers the app's id at the simulator, whose templates get our own ids. */
async function seedNumber({ db, config }: System, number: LiveNumber): Promise<string> {
  const templates = await db.asSystem('sandbox', (tx) =>
    tx
      .selectFrom('template')
      .selectAll()
      .where('channel_id', '=', number.channel_id)
      .where('provider_id', 'is not', null)
      .execute(),
  )
  const seed = {
    name: number.app_name,
    phone: number.identifier!.slice(1),
    verifiedName: number.business_name,
    // What the demo shows as interrupted is so at the simulator, else asking it would end that.
    ...(number.restricted && { standing: { number: 'RESTRICTED', canSend: 'BLOCKED' } }),
    templates: templates.map((t) => ({
      id: t.provider_id,
      elementName: t.name,
      languageCode: t.language,
      category: t.category,
      body: t.body,
      ...(t.header && { header: t.header }),
      ...(t.footer && { footer: t.footer }),
      buttons: (t.buttons as { type: string; text: string }[]).map(({ type, text }) => ({ type, text })),
      status: t.status_word,
      ...(t.reason && { reason: t.reason }),
    })),
  }
  const answer = await fetch(`${config.GUPSHUP_PARTNER_URL}/simulator/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(seed),
  })
  if (!answer.ok) throw new Error(`The simulator did not take a number of the demo: ${await answer.text()}`)
  return ((await answer.json()) as { appId: string }).appId
}
