import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePendingChannel } from '../support/channels.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'

describe('the operator’s console', () => {
  let server: TestServer
  let company: Company
  let owner: TestPerson
  let operator: TestPerson
  let other: TestPerson

  beforeAll(async () => {
    server = await startTestServer()
    company = await makeCompany(server, { name: 'Comercial Andina' })
    owner = await makePerson(server, { companyId: company.id, role: 'owner' })
    operator = await makeOperator(server)
    other = await makeOperator(server)
  })
  afterAll(() => server.stop())

  const pending = (businessName?: string) =>
    makePendingChannel(server, {
      companyId: company.id,
      requestedBy: owner.userId,
      ...(businessName === undefined ? {} : { businessName }),
    })
  const act = (who: TestPerson, id: string, name: string, body: object = {}) =>
    who.call('POST', `/operator/requests/${id}/${name}`, body)
  const request = async (id: string) => (await operator.call('GET', `/operator/requests/${id}`)).body
  const list = async (query: string) => (await operator.call('GET', `/operator/requests?${query}`)).body
  const bell = async (who: TestPerson) => (await who.call('GET', '/notifications')).body.items

  test('CH-11 oldest first, a page at a time, searched and narrowed; those past the estimate are marked', async () => {
    const ids: string[] = []
    for (const days of [30, 20, 2]) {
      const { id } = await pending(`Ferretería El Águila ${days}`)
      await server.sql(
        `update channel_request set requested_at = now() - make_interval(days => $2) where channel_id = $1`,
        [id, days],
      )
      ids.push(id)
    }
    const first = await list('limit=2&search=aguila')
    expect(first.items.map((r: { channelId: string }) => r.channelId)).toEqual(ids.slice(0, 2))
    expect(first.items.map((r: { overdue: boolean }) => r.overdue)).toEqual([true, true])
    const second = await list(`limit=2&search=aguila&cursor=${first.next}`)
    expect(second.items).toMatchObject([{ channelId: ids[2], overdue: false, companyName: 'Comercial Andina' }])
    expect(second.next).toBeNull()
    expect((await list('search=aguila&state=overdue')).items).toHaveLength(2)
    await act(operator, ids[2]!, 'take')
    expect((await list('search=aguila&state=mine')).items).toMatchObject([{ channelId: ids[2], takenByMe: true }])
    await act(operator, ids[2]!, 'decline', { reason: 'Duplicada' })
    expect((await list('search=aguila&state=closed')).items).toMatchObject([{ channelId: ids[2], state: 'declined' }])
    const { open, overdue } = await list('state=open')
    expect(open).toBeGreaterThanOrEqual(2)
    expect(overdue).toBe(2)
    expect((await operator.call('GET', '/operator/requests?cursor=nonsense')).status).toBe(400)
  })

  test('CH-11 two take at once: one gets it and the other is told who did; nobody decides over their head', async () => {
    const { id } = await pending()
    const answers = await Promise.all([act(operator, id, 'take'), act(other, id, 'take')])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const [winner, loser] = answers[0]!.status === 200 ? [operator, other] : [other, operator]
    const refused = answers.find(({ status }) => status === 409)!.body
    expect(refused).toMatchObject({ code: 'request_taken', data: { by: winner.name } })
    for (const [name, body] of [
      ['approve', {}],
      ['decline', { reason: 'No corresponde' }],
      ['correction', { text: 'Falta el RUC' }],
    ] as const) {
      expect((await act(loser, id, name, body)).body).toMatchObject({ code: 'request_taken' })
    }
    expect((await act(winner, id, 'take')).status).toBe(200)
    expect((await act(loser, id, 'take', { over: true })).status).toBe(200)
    expect(await request(id)).toMatchObject({ state: 'taken', takenBy: loser.name })
  })

  test('CH-11 CH-3 a correction is asked for and told; only then the request is edited and resent, in its old place', async () => {
    const { id } = await pending()
    const before = (await request(id)).requestedAt
    const form = { ...(await request(id)).request, description: 'Venta de tornillos' }
    expect((await owner.call('PUT', `/channel-requests/${id}`, form)).status).toBe(409)
    expect((await act(operator, id, 'correction', { text: '  ' })).status).toBe(400)
    expect((await act(operator, id, 'correction', { text: 'Describe el giro del negocio' })).status).toBe(200)
    expect((await owner.call('GET', `/channels/${id}`)).body).toMatchObject({
      state: 'pending',
      requestState: 'correction',
      correction: 'Describe el giro del negocio',
    })
    expect((await bell(owner))[0]).toMatchObject({
      kind: 'correction_asked',
      data: { text: 'Describe el giro del negocio' },
    })
    expect((await act(operator, id, 'approve')).body).toMatchObject({
      code: 'request_state',
      data: { state: 'correction' },
    })
    expect((await owner.call('PUT', `/channel-requests/${id}`, form)).status).toBe(200)
    const after = await request(id)
    expect(after).toMatchObject({ state: 'sent', requestedAt: before, request: { description: 'Venta de tornillos' } })
    expect(after.resentAt).not.toBeNull()
    expect((await owner.call('GET', `/channels/${id}`)).body.correction).toBeNull()
  })

  test('CH-11 declining says why, takes it from Mis canales, and ends its life', async () => {
    const { id } = await pending()
    expect((await act(operator, id, 'decline', { reason: 'El negocio no es suyo' })).status).toBe(200)
    expect((await owner.call('GET', `/channels/${id}`)).status).toBe(404)
    const { body } = await owner.call('GET', '/channel-requests')
    expect(body.items.find((r: { id: string }) => r.id === id)).toMatchObject({ reason: 'El negocio no es suyo' })
    expect((await bell(owner))[0]).toMatchObject({ kind: 'request_declined' })
    for (const [name, more] of [
      ['take', {}],
      ['approve', {}],
      ['correction', { text: 'Falta algo' }],
      ['decline', { reason: 'Otra vez' }],
      ['resume', {}],
    ] as const) {
      const answer = await act(operator, id, name, more)
      expect([answer.status, answer.body.code, answer.body.data.state]).toEqual([409, 'request_state', 'declined'])
    }
  })

  test('CH-11 a number that the company brings: its row has the link, another can be asked for, and it goes live', async () => {
    const { id } = await pending()
    expect((await act(operator, id, 'approve', { way: 'company' })).status).toBe(200)
    const row = async () => (await owner.call('GET', `/channels/${id}`)).body
    const step = await until('the link', async () => (await row()).yourStep?.link && (await row()).yourStep)
    expect(new Date(step.expiresAt).getTime()).toBeGreaterThan(Date.now() + 4 * 86_400_000)
    expect((await owner.call('POST', `/channels/${id}/sign-up-link`, {})).body).toMatchObject({ code: 'link_is_new' })
    await server.sql(
      `update channel_connection set sign_up_link_expires_at = now() - interval '1 hour' where channel_id = $1`,
      [id],
    )
    expect((await owner.call('POST', `/channels/${id}/sign-up-link`, {})).status).toBe(200)
    const link = await until('another link', async () => {
      const { yourStep } = await row()
      return yourStep?.link && yourStep.link !== step.link ? yourStep.link : null
    })
    await fetch(link, { method: 'POST', body: new URLSearchParams({ phone: '51900000661' }), redirect: 'manual' })
    const live = await until('the number', async () => ((await row()).state === 'active' ? row() : null))
    expect(live).toMatchObject({ identifier: '+51900000661', yourStep: null })
    const { way, steps } = await request(id)
    expect([way, steps.identifier]).toEqual(['company', '+51900000661'])
    expect(steps.wabaId).not.toBeNull()
  })

  test('CH-11 the company sees no link of a number that the provider assigns', async () => {
    const { id } = await pending()
    await act(operator, id, 'approve')
    await until('the link', async () => (await request(id)).steps.signUpLink)
    expect((await owner.call('GET', `/channels/${id}`)).body.yourStep).toBeNull()
    expect((await owner.call('POST', `/channels/${id}/sign-up-link`, {})).status).toBe(409)
  })

  describe('CH-11 CH-14 ST-5 a number connected by hand', () => {
    let id: string
    let app: { id: string; apiKey: string }
    const given = (apiKey: string, number = '+51 900 000 671') => ({
      number,
      appId: app.id,
      appName: 'TiendaPropia',
      apiKey,
    })

    beforeAll(async () => {
      const appId = server.simulator.books.seedApp({
        name: 'TiendaPropia',
        phone: '51900000671',
        templates: [{ elementName: 'pedido_en_camino', body: 'Hola, tu pedido salió de nuestra tienda.' }],
      })
      app = server.simulator.books.apps.get(appId)!
      id = (await pending()).id
    })

    test('a key that does not open the app takes no effect, and says so', async () => {
      expect((await act(operator, id, 'by-hand', given('wrong-key-123'))).status).toBe(200)
      const { steps, state } = await until('the trial', async () => {
        const now = await request(id)
        return now.steps.byHand?.triedAt ? now : null
      })
      expect(state).toBe('connecting')
      expect(steps).toMatchObject({ appId: null, identifier: null, byHand: { appId: app.id } })
      expect(steps.byHand.error).toContain('401')
      expect(JSON.stringify(steps)).not.toContain('wrong-key')
    })

    test('a number that is not the app’s takes no effect', async () => {
      await act(operator, id, 'by-hand', given(app.apiKey, '+51 900 000 672'))
      const error = await until('the trial', async () => {
        const { byHand } = (await request(id)).steps
        return byHand.identifier === '+51900000672' && byHand.error
      })
      expect(error).toContain('+51900000671')
    })

    test('what opens it is taken: subscribed, live, never shown again, sealed at rest', async () => {
      await act(operator, id, 'by-hand', given(app.apiKey))
      const live = await until('the number', async () => {
        const { body } = await owner.call('GET', `/channels/${id}`)
        return body.state === 'active' ? body : null
      })
      expect(live.identifier).toBe('+51900000671')
      // With a key messages do not leave in Meta's shape: no subscription of that version.
      expect(server.simulator.books.subscriptionsOf(app.id).map(({ tag }) => tag)).toEqual(['score'])
      for (const path of [`/operator/requests/${id}`, `/operator/channels/${id}/health`, `/operator/requests`]) {
        expect(JSON.stringify((await operator.call('GET', path)).body)).not.toContain(app.apiKey)
      }
      const [row] = await server.sql<{ all: string }>(
        `select n::text || h::text as all from channel_connection n join channel_by_hand h using (channel_id) where n.channel_id = $1`,
        [id],
      )
      expect(row!.all).not.toContain(app.apiKey)
      const exchanges = await server.sql<{ text: string }>(
        'select t::text as text from provider_exchange t where channel_id = $1',
        [id],
      )
      expect(exchanges.some(({ text }) => text.includes(app.apiKey))).toBe(false)
    })

    test('CH-11 the templates that the app had are there', async () => {
      const names = async () =>
        (await owner.call('GET', `/channels/${id}/templates`)).body.items.map((t: { name: string }) => t.name)
      await until('its template', async () => (await names()).includes('pedido_en_camino'))
    })

    test('it is looked after with its key, and another key takes the place of the one in use', async () => {
      await operator.call('POST', `/operator/channels/${id}/check`, {})
      await until('the check', async () => {
        const { body } = await operator.call('GET', `/operator/channels/${id}/health`)
        return body.checkedAt && body.checkError === null && body.byHand
      })
      server.simulator.books.apps.put({ ...server.simulator.books.apps.get(app.id)!, apiKey: 'another-key-456' })
      await act(operator, id, 'by-hand', given('not-this-one-789'))
      await until('the refusal', async () => (await request(id)).steps.byHand.error)
      expect((await owner.call('GET', `/channels/${id}`)).body.identifier).toBe('+51900000671')
      await act(operator, id, 'by-hand', given('another-key-456'))
      await until('the trial', async () => {
        const { byHand } = (await request(id)).steps
        return byHand.triedAt !== null && byHand.error === null
      })
      const [row] = await server.sql<{ api_key: string }>(
        'select api_key from channel_connection where channel_id = $1',
        [id],
      )
      expect(server.system.seal.open(row!.api_key)).toBe('another-key-456')
    })

    test('CH-9 neither its number nor its app can be taken for another channel', async () => {
      const { id: second } = await pending()
      expect((await act(operator, second, 'by-hand', given(app.apiKey))).body).toMatchObject({
        code: 'identifier_taken',
      })
      const elsewhere = { ...given(app.apiKey), number: '+51 900 000 679' }
      expect((await act(operator, second, 'by-hand', elsewhere)).body).toMatchObject({ code: 'app_taken' })
      expect((await request(second)).state).toBe('sent')
    })
  })

  test('PE-1 PE-2 an operator writes a note that only operators see, and invites the first owner anew', async () => {
    const made = await operator.call('POST', '/operator/companies', {
      name: 'Boticas del Sur',
      ownerName: 'Rosa Campos',
      ownerEmail: 'rosa@example.com',
    })
    const { id, invitationLink } = made.body
    await server.sql(`update invitation set expires_at = now() - interval '1 hour' where company_id = $1`, [id])
    const row = async () => (await operator.call('GET', '/operator/companies?search=boticas')).body.items[0]
    expect(await row()).toMatchObject({ ownerEmail: null, invitation: { email: 'rosa@example.com', expired: true } })
    const again = await operator.call('POST', `/operator/companies/${id}/owner-invitation`, {
      ownerName: 'Rosa Campos',
      ownerEmail: 'rosa.campos@example.com',
    })
    expect(again.body.invitationLink).not.toBe(invitationLink)
    expect(await row()).toMatchObject({ invitation: { email: 'rosa.campos@example.com', expired: false } })
    const token = (link: string) => link.split('/').at(-1)
    expect((await server.anonymous('GET', `/invitation-links/${token(invitationLink)}`)).status).not.toBe(200)
    expect((await server.anonymous('GET', `/invitation-links/${token(again.body.invitationLink)}`)).status).toBe(200)
    expect((await operator.call('PUT', `/operator/companies/${id}/note`, { note: 'Paga por trimestre' })).status).toBe(
      200,
    )
    expect((await row()).note).toBe('Paga por trimestre')
    expect(JSON.stringify((await owner.call('GET', '/company')).body)).not.toContain('trimestre')
    const taken = await operator.call('POST', `/operator/companies/${company.id}/owner-invitation`, {
      ownerName: 'X',
      ownerEmail: 'x@example.com',
    })
    expect(taken.body).toMatchObject({ code: 'owner_exists' })
  })
})
