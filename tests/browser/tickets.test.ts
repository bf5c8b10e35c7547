import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'
import { beThere } from '../support/agents.ts'
import { makeCampaign, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel } from '../support/channels.ts'
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

test('TK-9 an agent transfers with a note, takes it back, and hands on to another campaign by keyboard; the history tells it', async () => {
  const company = await makeCompany(server)
  const companyId = company.id
  const channel = await makeActiveChannel(server, { companyId })
  const first = await makeQueue(server, {
    companyId,
    campaignId: company.defaultCampaignId,
    name: 'Consultas',
    channels: [channel.id],
  })
  const second = await makeQueue(server, {
    companyId,
    campaignId: company.defaultCampaignId,
    name: 'Reclamos',
    channels: [channel.id],
  })
  const sales = await makeCampaign(server, { companyId, name: 'Ventas' })
  const salesQueue = await makeQueue(server, {
    companyId,
    campaignId: sales.id,
    name: 'Ventas Lima',
    channels: [channel.id],
  })
  const owner = await makePerson(server, { companyId, role: 'owner', name: 'Olga Ruiz' })
  const ana = await makePerson(server, { companyId, role: 'agent', name: 'Ana Torres', queues: [first.id] })
  const luis = await makePerson(server, {
    companyId,
    role: 'agent',
    name: 'Luis Paz',
    queues: [second.id, salesQueue.id],
  })
  const contact = await makeContact(server, { companyId, name: 'Carla Soto' })
  const ticket = await makeTicket(server, {
    companyId,
    campaignId: company.defaultCampaignId,
    queueId: first.id,
    channelId: channel.id,
    contactId: contact.id,
    agentId: ana.userId,
  })
  await beThere(luis, 'busy')
  const { context, faults } = await openContext(browser, { cookie: ana.cookie, url: server.url })
  const page = await context.newPage()
  await page.goto(`${server.url}/workspace?ticket=${ticket.id}`)
  await page.getByRole('button', { name: 'Transferir' }).click()
  // Luis is the one agent of both other queues.
  await page.getByText('Ocupado').nth(1).waitFor()
  await page.getByRole('radio', { name: 'Reclamos' }).check()
  await page.getByLabel('Nota para quien lo reciba').fill('Pide cambio de talla')
  await page.getByText('Espera en Reclamos a que alguien lo tome.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Transferir' }).click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await page.getByText('Deshecho: el ticket está como antes').waitFor()

  await page.goto(`${server.url}/workspace?ticket=${ticket.id}`)
  await page.getByText('Ana Torres deshizo lo anterior').waitFor()
  await page.getByText('«Pide cambio de talla»').waitFor()
  await page.getByRole('button', { name: 'Transferir' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Luis Paz' }).last().focus()
  await page.keyboard.press('Space')
  await page.getByText('Este ticket se cierra como transferido').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Transferir' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Sigue en el ticket').waitFor()
  await context.close()

  const seen = await openContext(browser, { cookie: owner.cookie, url: server.url })
  const desk = await seen.context.newPage()
  await desk.goto(`${server.url}/workspace?vista=todos`)
  await desk.getByRole('link', { name: 'Carla Soto' }).first().click()
  await desk.getByText('Viene del ticket').waitFor()
  await desk.getByText('Hola', { exact: true }).first().waitFor()
  await desk.getByRole('button', { name: 'Más acciones' }).click()
  await desk.getByRole('menuitem', { name: 'Hacerme cargo' }).click()
  await desk.getByText('Lo atiende Luis Paz').waitFor()
  await desk.getByRole('dialog').getByRole('button', { name: 'Hacerme cargo' }).click()
  await desk.getByText('Olga Ruiz se hizo cargo').waitFor()
  expect([...faults, ...seen.faults]).toEqual([])
  await seen.context.close()
})
