import { expect, test } from 'vitest'
import type { TemplateDetail } from '../template-words.ts'
import { copyFrom, translationFrom } from './content-from.ts'

const template = {
  name: 'pedido_listo',
  displayName: 'Pedido listo',
  language: 'es',
  category: 'UTILITY',
  type: 'TEXT',
  body: 'Hola.',
  buttons: [],
  parameters: [],
} as unknown as TemplateDetail

test('TP-8, NAME-09: a copy has a name of its own, which counts on', () => {
  expect(copyFrom(template, 'Pedido listo (copia)')).toMatchObject({ name: 'pedido_listo_v2', body: 'Hola.' })
  expect(copyFrom({ ...template, name: 'pedido_listo_v9' }, 'x').name).toBe('pedido_listo_v10')
})

test('TP-8, NAME-04: another language keeps name and category', () => {
  const { name, category, language } = translationFrom(template)
  expect([name, category, language]).toEqual(['pedido_listo', 'UTILITY', 'en'])
  expect(translationFrom({ ...template, language: 'en_US' }).language).toBe('es')
})
