import { describe, expect, test } from 'vitest'
import { fillGreeting, firstName, greetingOf, openingInWords } from './greeting.ts'

const days = Array.from({ length: 7 }, (_, n) => (n < 5 ? [{ from: '09:00', to: '18:00' }] : []))
const queue = { hours: { days, holidays: [] }, welcome: 'Bienvenida', away: 'Volvemos {apertura}' }
const lima = 'America/Lima'
const thursdayNoon = new Date('2026-11-26T17:00:00Z')
const saturday = new Date('2026-11-28T17:00:00Z')

describe('HR-3 what a queue says by itself', () => {
  test('HR-3 welcome while it is open, away while it is closed', () => {
    expect(greetingOf(queue, lima, thursdayNoon)).toEqual({ kind: 'welcome', text: 'Bienvenida', opensAt: null })
    expect(greetingOf(queue, lima, saturday)).toEqual({
      kind: 'away',
      text: 'Volvemos {apertura}',
      opensAt: new Date('2026-11-30T14:00:00Z'),
    })
  })

  test('HR-3 nothing where the text for that time is missing', () => {
    expect(greetingOf({ ...queue, welcome: null }, lima, thursdayNoon)).toBeNull()
    expect(greetingOf({ ...queue, away: null }, lima, saturday)).toBeNull()
  })

  test('HR-3 without hours it is always open', () => {
    const always = { ...queue, hours: { days: null, holidays: [] } }
    expect(greetingOf(always, lima, saturday)?.kind).toBe('welcome')
  })

  test('HR-3 a queue that never opens has one closing period', () => {
    const never = { ...queue, hours: { days: Array.from({ length: 7 }, () => []), holidays: [] } }
    expect(greetingOf(never, lima, saturday)).toMatchObject({ kind: 'away', opensAt: null })
  })

  test('HR-3 blanks are filled; those without value leave no gap', () => {
    const text = 'Hola, {nombre}. Gracias por escribir a {empresa}.'
    expect(fillGreeting(text, { nombre: 'Lucía', empresa: 'Los Álamos' })).toBe(
      'Hola, Lucía. Gracias por escribir a Los Álamos.',
    )
    expect(fillGreeting(text, { nombre: '', empresa: 'Los Álamos' })).toBe('Hola. Gracias por escribir a Los Álamos.')
    expect(fillGreeting('Tu clave es {clave}', { nombre: 'Lucía' })).toBe('Tu clave es {clave}')
    expect(fillGreeting('{nombre}', { nombre: '$& {empresa}' })).toBe('$& {empresa}')
  })

  test('HR-3 a name is said back only if it looks like one', () => {
    expect(firstName('Lucía Prado')).toBe('Lucía')
    expect(firstName('  José ')).toBe('José')
    expect(firstName('✨vendo✨')).toBe('')
    expect(firstName('+51 900')).toBe('')
  })

  test('HR-1 the opening is said in the time zone of the company', () => {
    expect(openingInWords(new Date('2026-11-30T14:00:00Z'), lima)).toMatch(/lunes,? 30 de noviembre.*09:00/)
  })
})
