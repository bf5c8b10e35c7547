import { expect, test } from 'vitest'
import { checkProfile, type Profile, VERTICALS } from './profile.ts'

const found = (profile: Profile) => checkProfile(profile, 'es').map(({ rule, field }) => [rule, field])

test.each<[string, string, Profile]>([
  ['PRO-01', 'about', { about: 'a'.repeat(140) }],
  ['PRO-01', 'about', { about: ' ' }],
  ['PRO-01', 'about', { about: 'Los *mejores* zapatos' }],
  ['PRO-02', 'address', { address: 'a'.repeat(257) }],
  ['PRO-03', 'description', { description: 'a'.repeat(513) }],
  ['PRO-04', 'email', { email: 'hola@example' }],
  ['PRO-04', 'email', { email: `${'a'.repeat(120)}@example.com` }],
  ['PRO-05', 'websites', { websites: ['https://a.example', 'https://b.example', 'https://c.example'] }],
  ['PRO-05', 'websites[1]', { websites: ['https://example.com', 'example.com'] }],
  ['PRO-06', 'vertical', { vertical: 'SHOES' }],
])('%s is found at %s', (rule, field, profile) => {
  expect(found(profile)).toEqual([[rule, field]])
})

test('PRO-01 to PRO-06 a sound profile, a bare one and an empty vertical pass', () => {
  expect(
    found({
      about: 'Zapatos hechos a mano',
      address: 'Av. Ejemplo 123, Lima',
      description: '',
      email: 'hola@example.com',
      websites: ['https://example.com/tienda'],
      vertical: 'RETAIL',
    }),
  ).toEqual([])
  expect(found({ about: null, vertical: '' })).toEqual([])
})

test('PRO-06 the list has 21 lines of business', () => {
  expect(Object.keys(VERTICALS)).toHaveLength(21)
})
