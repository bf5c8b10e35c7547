import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { aForm } from '../../src/server/features/templates/template-form.test-support.ts'
import { makeCampaign, makeDisposition, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, makePendingChannel } from '../support/channels.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { makeHealth } from '../support/templates.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { until } from '../support/until.ts'
import { isLoaded, isSound, launch, type Look, openContext, overWidth, SCREENS_MS } from './browser.ts'

const SHEET = 'test-results/screens'
/** Each language, theme and width with each other once. */
const looks: Look[] = [
  { lang: 'es', theme: 'light', width: 1280 },
  { lang: 'en', theme: 'dark', width: 1280 },
  { lang: 'es', theme: 'dark', width: 390 },
  { lang: 'en', theme: 'light', width: 390 },
]

interface Screen {
  name: string
  who: 'nobody' | 'admin' | 'agent' | 'operator'
  path: string
  act?: (page: Page) => Promise<void>
  /** What `act` brings about opens no dialog. */
  inPage?: true
}

let server: TestServer
let browser: Browser
let people: Record<'admin' | 'agent' | 'operator', TestPerson>
let screens: Screen[]

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
  screens = await arrange()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A company in the middle of its day. */
async function arrange(): Promise<Screen[]> {
  const company = await makeCompany(server, { name: 'Librería Los Álamos' })
  const companyId = company.id
  const admin = await makePerson(server, { companyId, role: 'admin', name: 'Ana Torres', agentMode: true })
  const campaign = await makeCampaign(server, { companyId, name: 'Ventas', dispositionRequired: true })
  await makeDisposition(server, { companyId, campaignId: campaign.id, name: 'Compra realizada' })
  const channel = await makeActiveChannel(server, {
    companyId,
    businessName: 'Librería Los Álamos',
    requestedBy: admin.userId,
  })
  const norte = await makeActiveChannel(server, {
    companyId,
    businessName: 'Los Álamos Norte',
    enabled: false,
    requestedBy: admin.userId,
  })
  const cobranzas = await makeActiveChannel(server, {
    companyId,
    businessName: 'Los Álamos Cobranzas',
    requestedBy: admin.userId,
  })
  await server.sql(
    `insert into channel_interruption (company_id, channel_id, id, cause, opened_at) values ($1, $2, gen_random_uuid(), 'restricted', now() - interval '3 hours')`,
    [companyId, cobranzas.id],
  )
  const pending = await makePendingChannel(server, {
    companyId,
    businessName: 'Álamos Express',
    requestedBy: admin.userId,
  })
  const queue = await makeQueue(server, {
    companyId,
    campaignId: campaign.id,
    name: 'Ventas Lima',
    channels: [channel.id, norte.id],
  })
  const agent = await makePerson(server, { companyId, role: 'agent', name: 'Bruno Paz', queues: [queue.id] })
  const operator = await makeOperator(server)
  people = { admin, agent, operator }
  const template = await makeApprovedTemplate(server, {
    companyId,
    channel,
    name: 'oferta_semana',
    header: 'Semana del libro',
    body: 'Hola, {{1}}. Esta semana tienes *{{2}}* de descuento en todas nuestras novelas, en tienda y en la web.',
    footer: 'Librería Los Álamos',
    replies: ['Quiero comprar', { text: 'No quiero promos', optOut: true }],
    parameters: [
      { name: 'Nombre', sample: 'Lucía' },
      { name: 'Descuento', sample: '20 %' },
    ],
    createdBy: admin.userId,
    assignedTo: [{ campaignId: campaign.id }],
  })
  await makeApprovedTemplate(server, {
    companyId,
    channel,
    name: 'pedido_listo',
    createdBy: admin.userId,
    active: false,
  })
  await makeHealth(server, { companyId, templateId: template.id })
  const answer = { title: 'Horario', text: 'Hola, {nombre}. Atendemos de 9 a 6, de lunes a sábado.', queueIds: [] }
  await admin.call('POST', '/saved-answers', { shortcut: 'horario', campaignId: null, ...answer })
  await admin.call('POST', '/saved-answers', {
    shortcut: 'pago',
    title: 'Cómo pagar',
    text: 'Son {monto} por Yape al 900 000 000. — {agente}, {empresa}',
    campaignId: campaign.id,
    queueIds: [queue.id],
  })
  const lucia = await makeContact(server, { companyId, name: 'Lucía Prado' })
  const place = { companyId, campaignId: campaign.id, queueId: queue.id, channelId: channel.id }
  const mine = await makeTicket(server, {
    ...place,
    contactId: lucia.id,
    agentId: agent.userId,
    minutesAgo: 6,
    text: 'Hola, ¿todavía tienen la novela de Marta Ríos?',
  })
  for (const [i, name] of ['Jorge Salas', 'Carmen Quispe', 'Rosa Huamán'].entries()) {
    const contact = await makeContact(server, { companyId, name })
    await makeTicket(server, {
      ...place,
      contactId: contact.id,
      minutesAgo: 2 + i * 9,
      text: ['Quiero comprar', '¿A qué hora cierran?', 'Mi pedido no llegó'][i]!,
    })
  }
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, sender_id)
     values ($1, gen_random_uuid(), $2, $3, $4, 'out', 'text', '¡Hola, Lucía! Sí, nos quedan *tres ejemplares*. ¿Te separo uno?', now() - interval '4 minutes', 7, $5)`,
    [companyId, channel.id, lucia.id, mine.interactionId, agent.userId],
  )
  const sent = await agent.call('POST', '/workspace/sends', {
    clientKey: randomUUID(),
    campaignId: campaign.id,
    queueId: queue.id,
    templateId: template.id,
    to: { phone: '+51900000777', name: 'Diego Luna' },
    values: { 1: 'Diego', 2: '20 %' },
  })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  // TK-7: beside all tickets, and in her history.
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, direction, kind, text, at, external_id)
     values ($1, gen_random_uuid(), $2, $3, 'in', 'text', '¿Abren el domingo?', now() - interval '3 days', 'apagado-1')`,
    [companyId, channel.id, lucia.id],
  )
  const templates = `/canales/${channel.id}/plantillas`
  const draft = await makeAskedDraft(admin, channel.id, template.id)
  await makeDay(companyId, agent, admin)
  const { uploaded, checked } = await makeImports(admin)
  return [
    { name: 'sign-in', who: 'nobody', path: '/' },
    { name: 'channels', who: 'admin', path: '/canales' },
    { name: 'channel', who: 'admin', path: `/canales/${channel.id}` },
    { name: 'channel-edit', who: 'admin', path: `/canales/${channel.id}/editar` },
    { name: 'request', who: 'admin', path: '/canales/solicitar' },
    { name: 'previous', who: 'admin', path: '/canales/anteriores' },
    {
      name: 'switch-off',
      who: 'admin',
      path: '/canales',
      act: (page) => page.getByRole('switch', { checked: true }).last().click({ force: true }),
    },
    { name: 'templates', who: 'admin', path: templates },
    {
      name: 'templates-chosen',
      who: 'admin',
      path: templates,
      act: async (page) => {
        await page.getByRole('cell').getByRole('checkbox').first().check()
        await page.getByRole('region').getByRole('button').last().click()
      },
    },
    { name: 'template', who: 'admin', path: `/plantillas/${template.id}` },
    { name: 'wizard', who: 'admin', path: `${templates}/nueva` },
    { name: 'template-edit', who: 'admin', path: `/plantillas/${template.id}/editar` },
    { name: 'import', who: 'admin', path: `${templates}/importar` },
    { name: 'drafts', who: 'admin', path: `${templates}?vista=borradores` },
    { name: 'approval', who: 'admin', path: `${templates}/borradores/${draft}` },
    { name: 'rules', who: 'admin', path: '/reglas-de-plantillas' },
    { name: 'campaigns', who: 'admin', path: '/campanas' },
    { name: 'queue-new', who: 'admin', path: '/campanas/colas/nueva' },
    { name: 'dispositions', who: 'admin', path: `/campanas/${campaign.id}/tipificaciones` },
    { name: 'contacts', who: 'admin', path: '/contactos' },
    { name: 'contact', who: 'admin', path: `/contactos/${lucia.id}` },
    { name: 'contact-mapping', who: 'admin', path: `/contactos/importar/${uploaded}` },
    { name: 'contact-import', who: 'admin', path: `/contactos/importar/${checked}` },
    { name: 'contact-imports', who: 'admin', path: '/contactos/importar' },
    { name: 'supervision', who: 'admin', path: '/supervision' },
    {
      name: 'supervision-day',
      who: 'admin',
      path: '/supervision',
      act: async (page) => {
        await page.getByRole('button', { name: /: Bruno Paz$/ }).click()
        await page.getByRole('menuitem').nth(1).click()
        await page.getByRole('dialog').getByRole('table').waitFor()
      },
    },
    { name: 'saved-answers', who: 'admin', path: '/campanas/respuestas' },
    {
      name: 'saved-answer',
      who: 'admin',
      path: '/campanas/respuestas',
      act: async (page) => {
        await page.getByText('/horario').first().click()
        await page.getByRole('dialog').waitFor()
      },
    },
    { name: 'people', who: 'admin', path: '/equipo' },
    { name: 'settings', who: 'admin', path: '/ajustes' },
    { name: 'account', who: 'admin', path: '/cuenta' },
    { name: 'workspace', who: 'agent', path: '/workspace?vista=espera' },
    { name: 'conversation', who: 'agent', path: `/workspace?vista=mios&ticket=${mine.id}` },
    { name: 'send-waits', who: 'agent', path: `/workspace?vista=enviados&envio=${sent.body.interactionId}` },
    {
      name: 'search',
      inPage: true,
      who: 'agent',
      path: '/workspace?q=luna',
      act: (page) => page.getByRole('link', { name: /Diego Luna/ }).waitFor(),
    },
    {
      name: 'answer-picker',
      inPage: true,
      who: 'agent',
      path: `/workspace?vista=mios&ticket=${mine.id}`,
      act: async (page) => {
        await page.getByRole('button', { name: /^(Respuestas guardadas|Saved answers)$/ }).click()
        await page.getByRole('option').first().waitFor()
      },
    },
    {
      name: 'note',
      inPage: true,
      who: 'agent',
      path: `/workspace?vista=mios&ticket=${mine.id}`,
      act: async (page) => {
        await page.getByText(/^(Nota|Note)$/).click()
        await page.getByRole('textbox', { name: /nota interna|internal note/ }).fill('Llamó ayer por lo mismo.')
      },
    },
    {
      name: 'transfer',
      who: 'agent',
      path: `/workspace?vista=mios&ticket=${mine.id}`,
      // On a phone it stands among the other actions.
      act: async (page) => {
        const button = page.getByRole('button', { name: /^(Transferir|Transfer)$/ })
        await page.getByRole('button', { name: /^(Más acciones|More actions)$/ }).waitFor()
        if (!(await button.isVisible())) {
          await page.getByRole('button', { name: /^(Más acciones|More actions)$/ }).click()
          await page.getByRole('menuitem', { name: /^(Transferir|Transfer)$/ }).click()
        } else await button.click()
        await page.getByRole('dialog').getByRole('radio').first().waitFor()
      },
    },
    {
      name: 'list-filter',
      who: 'agent',
      path: '/workspace?vista=espera&sinleer=true',
      act: async (page) => {
        await page.getByRole('button', { name: /^(Filtrar|Filter)$/ }).click()
        await page.getByRole('group', { name: /^(Filtrar|Filter)$/ }).waitFor()
      },
    },
    {
      name: 'keys',
      who: 'agent',
      path: '/workspace?vista=espera',
      act: async (page) => {
        await page.keyboard.press('?')
        await page.getByRole('dialog').getByRole('switch').waitFor()
      },
    },
    {
      name: 'send',
      who: 'agent',
      path: '/workspace?vista=espera',
      act: (page) =>
        page
          .locator('main button', { hasText: /mensaje|message/i })
          .first()
          .click(),
    },
    { name: 'requests', who: 'operator', path: '/solicitudes' },
    { name: 'one-request', who: 'operator', path: `/solicitudes/${pending.id}` },
    { name: 'companies', who: 'operator', path: '/empresas' },
  ]
}

/** A file whose columns are to be named, and one that was checked: some lines cannot be taken. */
async function makeImports(admin: TestPerson): Promise<{ uploaded: string; checked: string }> {
  const file =
    'Nombre;Teléfono;Notas\nElena Soto;900 700 001;\nSin teléfono;;\nExcel;5,19E+10;\nPablo Ríos;900 700 002;x\n'
  const upload = async (name: string) => {
    const body = new FormData()
    body.append('file', new Blob([file]), name)
    const headers = { cookie: admin.cookie, origin: server.url }
    const answer = await fetch(`${server.url}/api/contact-imports`, { method: 'POST', headers, body })
    return ((await answer.json()) as { id: string }).id
  }
  const [uploaded, checked] = [await upload('clientes-noviembre.csv'), await upload('feria-del-libro.csv')]
  const look = async () => (await admin.call('GET', `/contact-imports/${checked}`)).body
  await admin.call('POST', `/contact-imports/${checked}/check`, { mapping: (await look()).mapping })
  await until('it was checked', async () => (await look()).state === 'checked')
  return { uploaded, checked }
}

/** A morning's work, as the ledger has it (WS-8). */
async function makeDay(companyId: string, agent: TestPerson, admin: TestPerson): Promise<void> {
  const now = ['unavailable', 'available', 'restroom', 'available', 'lunch', 'available', 'training']
  await server.sql(
    `with hours as (select date_trunc('hour', now()) - interval '1 hour' * (7 - n) as at, n from generate_series(1, 7) n)
     insert into agent_state (company_id, id, user_id, state, present, began_at, ended_at, follows, change, since, changed_by, reason)
     select $1, gen_random_uuid(), $2, ($4::text[])[n], true, at, lead(at) over w, case when n > 1 then at end,
       case when n = 1 then 'came' when n = 7 then 'forced' else 'chosen' end, at, case when n = 7 then $3::uuid when n > 1 then $2 end,
       case when n = 7 then 'Curso de ventas' end
     from hours window w as (order by n)`,
    [companyId, agent.userId, admin.userId, now],
  )
}

/** What is to become of a template, waiting for a yes (TP-10). */
async function makeAskedDraft(admin: TestPerson, channelId: string, templateId: string): Promise<string> {
  await admin.call('PUT', '/company/template-approval', { on: true })
  const body = 'Hola, {{1}}. Solo esta semana tienes *{{2}}* de descuento en novelas y cuentos.'
  const parameters = [
    { n: 1, name: 'Nombre', sample: 'Lucía', type: 'text', source: null },
    { n: 2, name: 'Descuento', sample: '20 %', type: 'text', source: null },
  ]
  const form = aForm({ name: 'oferta_semana', displayName: 'Oferta de la semana', category: 'MARKETING' })
  const content = { ...form, header: 'Semana del libro', body, parameters, footer: 'Librería Los Álamos', step: 5 }
  const made = await admin.call('POST', `/channels/${channelId}/template-drafts`, { templateId, content })
  const { id, version } = made.body
  const asked = await admin.call('POST', `/template-drafts/${id}/approval`, { version, comment: '¿Te parece bien?' })
  expect(asked.status, JSON.stringify(asked.body)).toBe(200)
  return id
}

test.each(looks)(
  'every screen at $width px, $lang, $theme: nothing throws, nothing is wider than the window, WCAG is kept',
  async (look) => {
    const folder = `${SHEET}/${look.lang}-${look.theme}-${look.width}`
    mkdirSync(folder, { recursive: true })
    for (const person of Object.values(people))
      await server.sql(`update auth."user" set locale = $2 where id = $1`, [person.userId, look.lang])
    const thrown: string[] = []
    for (const who of ['nobody', 'admin', 'agent', 'operator'] as const) {
      const { context, faults } = await openContext(browser, {
        ...look,
        url: server.url,
        ...(who === 'nobody' ? {} : { cookie: people[who].cookie }),
      })
      const page = await context.newPage()
      for (const screen of screens.filter((s) => s.who === who)) {
        await page.goto(server.url + screen.path)
        await page.getByRole('heading').first().waitFor()
        await isLoaded(page)
        await screen.act?.(page)
        if (screen.act && !screen.inPage) await page.getByRole('dialog').waitFor()
        // Colours go by theme, shapes by width: two of the four looks show both.
        if (look.lang === 'es') await isSound(page, screen.name)
        else expect.soft(await overWidth(page), screen.name).toBeLessThanOrEqual(0)
        await page.screenshot({ path: `${folder}/${screen.name}.png`, animations: 'disabled' })
      }
      thrown.push(...faults)
      await context.close()
    }
    expect(thrown).toEqual([])
  },
  SCREENS_MS,
)

test('the contact sheet: all of them on one page', () => {
  const cell = (look: Look, { name }: Screen) => {
    const src = `${look.lang}-${look.theme}-${look.width}/${name}.png`
    return `<a href="${src}"><img loading="lazy" src="${src}" alt="${name}, ${look.width} px, ${look.lang}, ${look.theme}"></a>`
  }
  const row = (screen: Screen) =>
    `<tr><th>${screen.name}</th>${looks.map((look) => `<td>${cell(look, screen)}</td>`).join('')}</tr>`
  const head = looks.map((l) => `<th>${l.width} ${l.lang} ${l.theme}</th>`).join('')
  const style =
    'body{font:14px system-ui;margin:16px}img{height:240px;border:1px solid #ccc}td,th{padding:6px;vertical-align:top;text-align:left}'
  writeFileSync(
    `${SHEET}/index.html`,
    `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>${style}</style><table><tr><th></th>${head}</tr>${screens.map(row).join('')}</table>`,
  )
})
