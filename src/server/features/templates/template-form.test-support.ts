import type * as z from 'zod'
import type { TemplateForm } from '../../../contract/templates.ts'

type Form = z.infer<typeof TemplateForm>

let count = 0

/** What the wizard sends for a text that has no faults. */
export const aForm = (given: Partial<Form> = {}): Form => ({
  name: `pedido_listo_${++count}`,
  displayName: 'Pedido listo',
  language: 'es',
  category: 'UTILITY',
  type: 'TEXT',
  sampleFileId: null,
  header: null,
  headerSample: null,
  body: 'Hola, {{1}}. Tu pedido ya está listo para que lo recojas en la tienda.',
  footer: null,
  buttons: [],
  parameters: [{ n: 1, name: 'Nombre', sample: 'Marisol', type: 'text', source: 'contact.name' }],
  auth: null,
  ...given,
})

const parameter = (n: number, name: string, sample: string) => ({
  n,
  name,
  sample,
  type: 'text' as const,
  source: null,
})

/** The example of the product's own description. */
export const descriptionsExample = (): Form =>
  aForm({
    category: 'MARKETING',
    body: 'Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!',
    parameters: [
      parameter(1, 'Nombre', 'Marisol'),
      parameter(2, 'Descuento', '15 %'),
      parameter(3, 'Producto', 'libros'),
    ],
  })
