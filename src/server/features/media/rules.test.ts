import { describe, expect, test } from 'vitest'
import { ProviderFault } from '../../provider/port.ts'
import { StorageFull, TooLarge } from '../../storage/storage.ts'
import { byteRange } from './byte-range.ts'
import { endingOf, formOf, isOdd, safeName } from './form.ts'
import { judgeFault } from './judge-fault.ts'

const WEEK = 7 * 86_400

test.each([
  ['image', 'image/jpeg', 'image'],
  ['sticker', 'image/webp', 'image'],
  ['image', 'image/svg+xml', 'file'],
  ['audio', 'audio/ogg', 'audio'],
  ['audio', 'video/mp4', 'audio'],
  ['video', 'video/mp4', 'video'],
  ['image', 'video/mp4', 'video'],
  ['document', 'image/png', 'file'],
  ['image', 'text/html', 'file'],
  ['image', 'application/pdf', 'file'],
  ['video', null, 'file'],
])('what is said to be %s and is %s is shown as %s', (kind, type, form) => {
  expect(formOf(kind, type)).toBe(form)
})

test.each([
  ['audio', 'audio/ogg', false],
  ['audio', 'audio/amr', false],
  ['audio', 'text/html', true],
  ['image', 'audio/amr', true],
  ['document', 'audio/amr', false],
])('WS-5 what is said to be %s and is %s is something else: %s', (kind, type, odd) => {
  expect(isOdd(kind, type, null)).toBe(odd)
})

test('names of files lose what could lead elsewhere or hide what they are, and keep their end', () => {
  expect(safeName('boleta marzo.pdf')).toBe('boleta marzo.pdf')
  expect(safeName('../../etc/pass\u0000wd')).toBe('etc pass wd')
  expect(safeName('C:\\temp\\año.xlsx')).toBe('C temp año.xlsx')
  expect(safeName('foto\u202Egpj.exe')).toBe('foto gpj.exe')
  expect(safeName(`${'á'.repeat(300)}.docx`)).toHaveLength(120)
  expect(safeName(`${'á'.repeat(300)}.docx`)).toMatch(/…á+\.docx$/)
  expect([safeName('...'), safeName(''), safeName(undefined)]).toEqual([null, null, null])
  expect([endingOf('image/jpeg'), endingOf('application/x-secret'), endingOf(null)]).toEqual(['.jpg', '', ''])
})

test.each([
  [undefined, null],
  ['bytes=0-99', { from: 0, to: 99 }],
  ['bytes=500-', { from: 500, to: 999 }],
  ['bytes=-100', { from: 900, to: 999 }],
  ['bytes=-5000', { from: 0, to: 999 }],
  ['bytes=990-2000', { from: 990, to: 999 }],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', null],
  ['bytes=0-1,5-6', null],
  ['lines=1-2', null],
  ['bytes=-', null],
])('of 1000 bytes %s asks %o', (header, range) => {
  expect(byteRange(header, 1000)).toEqual(range)
})

describe('what comes of a try that failed', () => {
  const refused = (more: { status?: number; code?: string }) => new ProviderFault('refused', 'no', more)
  const judged = (error: unknown, tries = 1, left = WEEK) => {
    const { state, reason } = judgeFault(error, tries, left)
    return `${state} ${reason}`
  }

  test('waits while it may still come: no room, provider away, an address that is not there yet', () => {
    expect(judged(new StorageFull(), 500)).toBe('waiting storage_full')
    expect(judged(new ProviderFault('busy', 'later'), 500)).toBe('waiting provider_away')
    expect(judged(new Error('EIO'))).toBe('waiting internal')
    expect(judged(refused({ status: 404 }), 4)).toBe('waiting provider_away')
    expect(judged(refused({ status: 403 }), 7)).toBe('waiting provider_away')
  })

  test('ends where it cannot', () => {
    expect(judged(refused({ status: 410 }))).toBe('gone missing')
    expect(judged(refused({ status: 404 }), 5)).toBe('gone missing')
    expect(judged(refused({ status: 403 }), 8)).toBe('failed refused')
    expect(judged(refused({ code: 'too_large' }))).toBe('failed too_large')
    expect(judged(new TooLarge(1))).toBe('failed too_large')
    expect(judged(refused({ code: 'host' }))).toBe('failed host')
    expect(judged(new ProviderFault('busy', 'later'), 1, 4)).toBe('gone expired')
    expect(judged(new StorageFull(), 1, -10)).toBe('gone expired')
  })

  test('pauses grow to a quarter of an hour, and are never shorter than the provider asks', () => {
    const pauses = [1, 2, 3, 8, 9, 400].map((tries) => judgeFault(new Error('x'), tries, WEEK).afterSeconds)
    expect(pauses).toEqual([5, 10, 20, 640, 900, 900])
    const busy = new ProviderFault('busy', 'later', { retryAfterMs: 60_000 })
    expect(judgeFault(busy, 1, WEEK).afterSeconds).toBe(60)
  })
})
