import { describe, expect, it } from 'vitest'
import { faultsOf, formOf, isRequired, requestFields, valuesOf } from './request-values.ts'

const known = { businessName: 'Tienda Andina', country: 'PE', personPhone: '+51900000123', about: null }

describe('the request form', () => {
  it('CH-2 marks as required exactly what may not stay empty', () => {
    const optional = requestFields.filter((field) => !isRequired(field))
    expect(optional).toEqual(['address', 'website', 'about', 'description', 'position'])
  })

  it('CH-2 sends an optional field left empty as null', () => {
    expect(formOf(valuesOf(known))).toMatchObject({ businessName: 'Tienda Andina', about: null, website: null })
  })

  it('PRO-01 and PRO-05 are found at their fields, and a phone that is none', () => {
    const values = { ...valuesOf(known), about: '*hola*', website: 'example.com', personPhone: '+511' }
    expect(Object.keys(faultsOf(values, 'es', 'no es un teléfono')).toSorted()).toEqual([
      'about',
      'personPhone',
      'website',
    ])
    expect(faultsOf(valuesOf(known), 'es', '')).toEqual({})
  })
})
