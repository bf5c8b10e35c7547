import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ContactOrder } from './contact-order.ts'

const message = (id: string, contactId = 'ana', bulk = false) => ({ id, contactId, bulk, fileId: null })

describe('WS-5 the order of what agents write to one person', () => {
  test('the next one waits for the one on its way, and hears when that has ended', () => {
    const order = new ContactOrder()
    expect(order.judge(message('1'), 0)).toBe('now')
    order.take(message('1'))
    expect(order.judge(message('2'), 0)).toBe('behind')
    expect(order.judge(message('3', 'luz'), 0)).toBe('now')
    expect(order.followed()).toEqual(['ana'])
    expect(order.end(message('1'))).toBe(true)
    expect(order.followed()).toEqual([])
    expect(order.judge(message('2'), 0)).toBe('now')
  })

  test('nobody is told where nobody waits', () => {
    const order = new ContactOrder()
    order.take(message('1'))
    expect(order.end(message('1'))).toBe(false)
    expect(order.end(message('1'))).toBe(false)
  })

  test('those behind one that goes back wait along, until it leaves again', () => {
    const order = new ContactOrder()
    order.take(message('1'))
    expect(order.end(message('1'), 6000)).toBe(true)
    expect(order.judge(message('2'), 1000)).toBe(5000)
    expect(order.judge(message('2'), 7000)).toBe(100)
    expect(order.judge(message('1'), 7000)).toBe('now')
    order.take(message('1'))
    expect(order.judge(message('2'), 7000)).toBe('behind')
    order.end(message('1'))
    expect(order.judge(message('2'), 7000)).toBe('now')
  })

  test('CH-8 one that was cancelled meanwhile is not waited for any longer than clocks may differ', () => {
    const order = new ContactOrder()
    order.take(message('1'))
    order.end(message('1'), 6000)
    expect(order.judge(message('2'), 7999)).toBe(100)
    expect(order.judge(message('2'), 8000)).toBe('now')
    expect(order.judge(message('3'), 0)).toBe('now')
  })

  test('BU-2 an agent never waits for bulk, nor bulk for an agent', () => {
    const order = new ContactOrder()
    order.take(message('1', 'ana', true))
    expect(order.judge(message('2'), 0)).toBe('now')
    order.take(message('2'))
    expect(order.judge(message('3', 'ana', true), 0)).toBe('now')
    expect(order.end(message('1', 'ana', true), 9000)).toBe(false)
  })

  test('whatever goes back and whenever each ends, each person gets all in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('ana', 'luz'), fc.boolean()), { maxLength: 20 }), (written) => {
        const order = new ContactOrder()
        const waiting = written.map(([contactId, goesBack], i) => ({
          ...message(String(i).padStart(2, '0'), contactId),
          goesBack,
        }))
        const left: string[] = []
        for (let now = 0; waiting.length > 0; now += 10) {
          const away = waiting.filter((m) => {
            if (order.judge(m, now) !== 'now') return false
            order.take(m)
            return true
          })
          for (const m of away) {
            order.end(m, m.goesBack ? now + 15 : undefined)
            if (!m.goesBack) left.push(waiting.splice(waiting.indexOf(m), 1)[0]!.id)
            m.goesBack = false
          }
        }
        const order1 = (contactId: string) => left.filter((id) => written[Number(id)]![0] === contactId)
        for (const contactId of ['ana', 'luz']) expect(order1(contactId)).toEqual(order1(contactId).toSorted())
      }),
    )
  })
})
