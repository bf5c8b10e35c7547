import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bench, bench, call, until } from './test-bench.ts'

let on: Bench
beforeEach(async () => {
  on = await bench()
})
afterEach(() => on.stop())

const say = (text: string) =>
  call('POST', `${on.simulator.url}/simulator/phones/51900100001/messages`, {}, { json: { to: '51900000701', text } })

test('a URL that does not answer 2xx is refused, and nothing is stored', async () => {
  on.listener.answer = 404
  const refused = await on.subscribe({ modes: 'MESSAGE' })
  expect(refused).toEqual({ status: 400, body: { status: 'error', message: 'Invalid URL Passed' } })
  expect((await call('GET', on.at('/subscription'), on.headers)).body.subscriptions).toEqual([])
})

test('the ping has the shape of its version and no meta headers', async () => {
  const meta = JSON.stringify({ 'x-secret': 'abc' })
  await on.subscribe({ modes: 'MESSAGE', meta })
  await on.subscribe({ modes: 'MESSAGE', version: '3', tag: 'other' })
  const [two, three] = on.listener.hooks
  expect(two?.body).toMatchObject({ type: 'user-event', payload: { phone: 'callbackSetPhone', type: 'sandbox-start' } })
  expect(two?.headers['x-secret']).toBeUndefined()
  expect(three?.body.entry[0].changes[0].value.statuses).toEqual([{ type: 'set-callback' }])
  expect(three?.body.gs_app_id).toBe(on.app.id)
})

test('headers sent unwrapped arrive with every event; sent wrapped they nest twice and do not', async () => {
  const bare = await on.subscribe({ modes: 'MESSAGE', meta: '{"x-secret":"abc"}' })
  expect(bare.body.subscription.meta).toBe('{"headers":{"x-secret":"abc"}}')
  const wrapped = await on.subscribe({ modes: 'MESSAGE', tag: 'twice', meta: '{"headers":{"x-secret":"abc"}}' })
  expect(wrapped.body.subscription.meta).toBe('{"headers":{"headers":{"x-secret":"abc"}}}')
  await say('hola')
  const events = () => on.listener.hooks.filter(({ body }) => body.type === 'message')
  await until(() => events().length === 2)
  expect(events().map(({ headers }) => headers['x-secret'])).toEqual(['abc', undefined])
})

test('tags are unique, five are the most, and modes that are not known vanish', async () => {
  const first = await on.subscribe({ modes: 'MESSAGE,SENT,ENQUEUED,TEMPLATE,NONSENSE' })
  expect(first.body.subscription).toMatchObject({ modes: ['MESSAGE', 'SENT', 'ENQUEUED', 'TEMPLATE'], mode: 1217 })
  expect((await on.subscribe({ modes: '["MESSAGE","SENT"]', tag: 'list' })).body.subscription.modes).toEqual([])
  const twice = await on.subscribe({ modes: 'MESSAGE' })
  expect(twice).toEqual({ status: 400, body: { status: 'error', message: 'Duplicate component tag' } })
  for (const tag of ['three', 'four', 'five']) expect((await on.subscribe({ modes: 'SENT', tag })).status).toBe(200)
  const six = await on.subscribe({ modes: 'SENT', tag: 'six' })
  expect(six).toEqual({ status: 500, body: { status: 'error', message: 'Unable To Create Subscription' } })
})

test('read, change, delete', async () => {
  const { id } = (await on.subscribe({ modes: 'MESSAGE' })).body.subscription
  const changed = await call('PUT', on.at(`/subscription/${id}`), on.headers, { form: { modes: 'READ,FAILED' } })
  expect(changed.body.subscription).toMatchObject({ modes: ['READ', 'FAILED'], tag: 'main', url: on.listener.url })
  expect((await call('DELETE', on.at(`/subscription/${id}`), on.headers)).body).toEqual({ status: 'success' })
  const gone = await call('GET', on.at(`/subscription/${id}`), on.headers)
  expect(gone.body.message).toBe('Subscription Does Not Exist')
})

test('an event answered with an error comes once more, and only once', async () => {
  await on.subscribe({ modes: 'MESSAGE' })
  on.listener.answer = 500
  await say('uno')
  const events = () => on.listener.hooks.filter(({ body }) => body.type === 'message')
  await until(() => events().length === 2)
  on.listener.answer = 200
  await say('dos')
  await until(() => events().length === 3)
  expect(events().map(({ body }) => body.payload.payload.text)).toEqual(['uno', 'uno', 'dos'])
})

test('a body given by a test goes out as it is', async () => {
  await on.subscribe({ modes: 'MESSAGE' })
  const strange = { type: 'platform-event', payload: { type: 'connectivity-check' } }
  const url = `${on.simulator.url}/simulator/apps/${on.app.id}/events`
  expect((await call('POST', url, {}, { json: strange })).body).toEqual({ subscriptions: 1 })
  expect((await until(() => on.listener.hooks[1])).body).toEqual(strange)
})
