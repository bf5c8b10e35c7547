import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { newId } from '../../src/server/database/id.ts'
import { makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate } from '../support/channels.ts'
import { makeCompany, makePerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'
import { launch, openContext } from './browser.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  server = await startTestServer()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('contacts in the browser: an attribute, a file brought in, two joined, a template filled by itself (TK-2, TP-4, WS-1)', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const admin = await makePerson(server, { companyId, role: 'admin', agentMode: true, name: 'Ana Torres' })
  const channel = await makeActiveChannel(server, { companyId })
  const place = { companyId, campaignId: company.defaultCampaignId }
  const queue = await makeQueue(server, { ...place, channels: [channel.id], agents: [admin.userId] })
  const template = await makeApprovedTemplate(server, {
    companyId,
    channel,
    body: 'Hola, tu tienda es {{1}}.',
    parameters: [{ name: 'Tienda', sample: 'Lima' }],
    assignedTo: [{ campaignId: place.campaignId }],
  })
  await server.sql(
    `update template set parameters = jsonb_set(parameters, '{0,source}', '"attribute.ciudad"') where id = $1`,
    [template.id],
  )
  const older = await makeContact(server, { companyId, name: 'Rosa Prado', phone: '+51900100001' })
  const newer = await makeContact(server, { companyId, name: 'Rosita', phone: '+51900100002' })
  await makeTicket(server, { ...place, queueId: queue.id, channelId: channel.id, contactId: newer.id })
  await server.sql(
    `insert into possible_duplicate (company_id, id, contact_id, other_id, cause, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, 'phone', now(), now())`,
    [companyId, newId(), older.id, newer.id],
  )
  const { context, faults } = await openContext(browser, { cookie: admin.cookie, url: server.url })
  const page = await context.newPage()

  await page.goto(`${server.url}/ajustes#atributos`)
  await page.getByRole('button', { name: 'Agregar atributo' }).click()
  await page.locator('#atributos').getByLabel('Nombre').fill('Ciudad')
  await page.locator('#atributos').getByRole('button', { name: 'Guardar cambios' }).click()
  await page.getByText('Clave: ciudad').waitFor()

  await page.goto(`${server.url}/contactos/importar`)
  await page.setInputFiles('input[type=file]', {
    name: 'lista.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Nombre;Celular;Ciudad\nRosa Prado;900100001;Arequipa\nLuis;900100003;Lima\nMal;12;Lima\n'),
  })
  await page.getByRole('button', { name: 'Revisar' }).click()
  await page.getByText('Línea 4').waitFor()
  await page.getByRole('button', { name: 'Guardar 2 contactos' }).click()
  await page.getByText('2 contactos guardados').waitFor()

  await page.getByRole('link', { name: 'Ver contactos' }).click()
  await page.getByLabel('Buscar nombre, número o atributo').fill('arequipa')
  await page.getByRole('cell', { name: 'Rosa Prado' }).click()
  await page.getByRole('heading', { name: 'Rosa Prado' }).waitFor()
  await page.getByRole('link', { name: 'Ver los posibles duplicados' }).click()
  await page.getByRole('button', { name: /^Unir: / }).click()
  await page.getByRole('radio', { name: 'Nombre: Rosita' }).check()
  await page.getByRole('button', { name: 'Unir contactos' }).click()
  await page.getByRole('heading', { name: 'Rosita' }).waitFor()
  await page.getByText('+51 900 100 002').waitFor()

  await page.getByRole('button', { name: 'Registrar baja' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Registrar baja' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Anular la baja' }).click()
  await page.getByLabel('Motivo').fill('Lo pidió en la tienda')
  await page.getByRole('dialog').getByRole('button', { name: 'Anular la baja' }).click()
  await page.getByText('«Lo pidió en la tienda»').waitFor()

  await page.getByRole('link', { name: 'Enviar plantilla' }).click()
  await page.getByRole('dialog').getByText(template.name).first().click()
  expect(await page.getByRole('textbox', { name: 'Tienda' }).inputValue()).toBe('Arequipa')
  await page.getByRole('button', { name: 'Enviar', exact: true }).click()
  await page.getByText('Hola, tu tienda es Arequipa.').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})
