import { describe, expect, test } from 'vitest'
import { judgeTaxId, taxIdFault, taxIdOf } from './tax-id.ts'

const valueOf = (country: string, text: string) => {
  const verdict = judgeTaxId(country, text)
  return 'value' in verdict ? verdict.value : null
}

describe('CH-2 the tax id', () => {
  test.each([
    ['PE', '20123456786', '20123456786'],
    ['PE', ' 20-99999999-0 ', '20999999990'],
    ['CL', '12.345.678-5', '12345678-5'],
    ['CL', '60803000k', '60803000-K'],
    ['AR', '20-12345678-6', '20123456786'],
    ['CO', '900.123.456-8', '900123456-8'],
    ['CO', '9001234568', '900123456-8'],
    ['CO', '900123456', '900123456'],
    ['CO', '1020304050', '1020304050'],
    ['MX', 'abc 010203 ab1', 'ABC010203AB1'],
    ['MX', 'ñ&a800229xy2', 'Ñ&A800229XY2'],
    ['MX', 'ROGA800229XY2', 'ROGA800229XY2'],
    ['EC', '1790012345001', '1790012345001'],
    ['EC', '1710034065001', '1710034065001'],
    ['BR', '11.222.333/0001-81', '11222333000181'],
    ['BR', '12.abc.345/01de-35', '12ABC34501DE35'],
    ['BO', '1020703023', '1020703023'],
    ['DE', 'DE 123456789', 'DE 123456789'],
  ])('of %s: %j is kept as %j', (country, text, kept) => {
    expect(valueOf(country, text)).toBe(kept)
  })

  test.each([
    ['PE', '20123456789', 'a wrong check digit'],
    ['PE', '2012345678', 'ten digits'],
    ['PE', '30123456786', 'no such beginning'],
    ['PE', '2012345678A', 'a letter'],
    ['CL', '12345678-4', 'a wrong check digit'],
    ['CL', '12345-6', 'too short'],
    ['AR', '20-12345678-5', 'a wrong check digit'],
    ['AR', '99-12345678-6', 'no such beginning'],
    ['CO', '900123456-1', 'a wrong check digit'],
    ['CO', '12', 'too short'],
    ['MX', 'ABC011303AB1', 'month 13'],
    ['MX', 'ABC010232AB1', 'day 32'],
    ['EC', '9990012345001', 'no such province'],
    ['EC', '1710034066001', 'a wrong check digit of a person'],
    ['EC', '1790012345000', 'no establishment'],
    ['BR', '11.222.333/0001-82', 'a wrong check digit'],
    ['BR', '00000000000000', 'nothing but zeros'],
    ['BO', 'abc', 'no digit'],
    ['ES', '<script>1', 'signs'],
    ['ES', '1'.repeat(31), 'too long'],
  ])('of %s: %j is refused, for %s', (country, text) => {
    expect(valueOf(country, text)).toBeNull()
    expect(taxIdFault(country, text, 'es')).toEqual(expect.any(String))
    expect(taxIdFault(country, text, 'en')).not.toBe(taxIdFault(country, text, 'es'))
  })

  test('every single wrong digit of a RUC, CUIT, CNPJ and RUT is found', () => {
    for (const [country, sound] of [
      ['PE', '20123456786'],
      ['AR', '20123456786'],
      ['BR', '11222333000181'],
      ['CL', '123456785'],
    ] as const) {
      for (let at = 2; at < sound.length; at++) {
        const other = sound.slice(0, at) + ((Number(sound[at]) + 1) % 10) + sound.slice(at + 1)
        expect(valueOf(country, other), `${country} ${other}`).toBeNull()
      }
    }
  })

  test('an empty one is the form’s affair, and each known country names its own', () => {
    expect(taxIdFault('PE', '  ', 'es')).toBeNull()
    expect(taxIdOf('PE')?.name).toBe('RUC')
    expect(taxIdOf('DE')).toBeUndefined()
    for (const country of ['PE', 'CL', 'AR', 'CO', 'MX', 'EC', 'BR', 'BO'])
      expect(taxIdFault(country, taxIdOf(country)!.example, 'es'), country).toBeNull()
  })
})
