import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSimulator } from './simulator.ts'
import { bench, call, listen, quick, until } from './test-bench.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('ST-2 apps, subscriptions, templates and phones outlive the simulator, torn line or not', async () => {
  const stateFile = join(folder, 'simulator.jsonl')
  const on = await bench({ stateFile })
  await on.subscribe({ modes: 'MESSAGE' })
  on.simulator.books.seedApp({ name: on.app.name, templates: [{ elementName: 'hola', body: 'Hola' }] })
  const json = { to: '51900000701', text: 'sigo aquí' }
  await call('POST', `${on.simulator.url}/simulator/phones/51900100001/messages`, {}, { json })
  await until(() => on.listener.hooks.length === 2)
  await on.stop()
  appendFileSync(stateFile, '["apps","half')

  const again = await startSimulator({ ...quick, stateFile })
  const { books } = again
  expect(books.apps.get(on.app.id)?.token).toBe(on.app.token)
  expect(books.subscriptionsOf(on.app.id)).toHaveLength(1)
  expect(books.templatesOf(on.app.id)).toHaveLength(1)
  const phone = await call('GET', `${again.url}/simulator/phones/51900100001`)
  expect(phone.body.chats[0].messages[0].content.text).toBe('sigo aquí')
  expect(books.seedApp({ name: on.app.name })).toBe(on.app.id)
  await again.close()
})

test('a webhook that was owed, and a review under way, go on after a kill', async () => {
  const stateFile = join(folder, 'simulator.jsonl')
  const first = await bench({ stateFile, reviewDelayMs: 60_000 })
  await first.subscribe({ modes: 'MESSAGE' })
  first.simulator.books.seedApp({
    name: first.app.name,
    templates: [{ id: 'lenta', elementName: 'lenta', body: 'Hola a todos', status: 'PENDING' }],
  })
  first.listener.answer = 503
  const json = { to: '51900000701', text: 'espera' }
  await call('POST', `${first.simulator.url}/simulator/phones/51900100001/messages`, {}, { json })
  await until(() => first.listener.hooks.length === 2)
  await first.simulator.close()
  await first.listener.close()

  const second = await startSimulator({ ...quick, stateFile })
  const back = await listen(Number(new URL(first.listener.url).port))
  await until(() => second.books.templates.get('lenta')?.status === 'APPROVED')
  await until(() => back.hooks.find(({ body }) => body.payload?.payload?.text === 'espera'))
  await second.close()
  await back.close()
})

test('kill -9 of the simulator alone on its port loses nothing that was answered', async () => {
  const stateFile = join(folder, 'simulator.jsonl')
  const env = { ...process.env, PORT: '0', STATE_FILE: stateFile }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const url = await until(() => /simulator (\S+)\n/.exec(said)?.[1])
  const seed = { name: 'canalventas09', phone: '51900000709' }
  const { appId } = (await call('POST', `${url}/simulator/seed`, {}, { json: seed })).body
  const json = { to: seed.phone, text: 'antes del corte' }
  await call('POST', `${url}/simulator/phones/51900100002/messages`, {}, { json })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  const again = await startSimulator({ ...quick, stateFile })
  expect(again.books.apps.get(appId)?.phone).toBe(seed.phone)
  expect(again.books.messages.all().map(({ content }) => content.text)).toEqual(['antes del corte'])
  await again.close()
})
