import { describe, expect, it } from 'vitest'
import { isWeakPassword } from './weak-password.ts'

const names = ['Rosa Huamán', 'Bodegas del Pacífico S.A.C.', 'rhuaman@example.com']

describe('PE-5 passwords among the common ones', () => {
  it.each([
    ['password123', 'a common word with figures'],
    ['P4ssw0rd2024!', 'the same, disguised'],
    ['Contraseña1', 'in Spanish'],
    ['1234567890', 'a run of figures'],
    ['98765432109', 'backwards'],
    ['51900000123', 'nothing but figures'],
    ['qwertyuiop', 'a keyboard row'],
    ['qwerty12345', 'a piece of one'],
    ['abc1234567', 'two runs'],
    ['aaaaaaaaaaaa', 'one letter'],
    ['abababababab', 'two letters'],
    ['holahola2024', 'a word twice'],
    ['rosahuaman1', 'the own name'],
    ['Huamán2025!', 'a part of it'],
    ['Pacifico-2025', "the company's"],
    ['rhuaman2025', 'the own address'],
  ])('%s is refused: %s', (password) => {
    expect(isWeakPassword(password, names)).toBe(true)
  })

  it.each(['tres gatos en la azotea', 'kV7#pq2!xZ', 'lluvia-de-agosto', '7#k2!9$3@5&1', 'Huamán pinta cuadros'])(
    '%s is taken',
    (password) => {
      expect(isWeakPassword(password, names)).toBe(false)
    },
  )
})
