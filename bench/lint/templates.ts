import type { TemplateContent } from '../../src/rules/template.ts'

const paragraph =
  'Hola {{1}}, te contamos que tu pedido número {{2}} salió hoy de nuestro almacén y llega a la dirección que nos diste.\n\n'

/** Everything a template can have, near every limit. */
const full: TemplateContent = {
  name: 'aviso_de_entrega_con_todo_v2',
  language: 'es_PE',
  category: 'UTILITY',
  type: 'TEXT',
  header: 'Tu pedido {{1}} está en camino',
  body: `${paragraph}${'Nuestro equipo lo lleva con cuidado, y puedes seguirlo paso a paso en la página. '.repeat(10)}Gracias 📦`,
  footer: 'Bodega Ejemplo, de lunes a sábado',
  buttons: [
    { type: 'QUICK_REPLY', text: 'Ya lo recibí' },
    { type: 'QUICK_REPLY', text: 'Necesito otro día' },
    { type: 'URL', text: 'Ver el pedido', url: 'https://tienda.example.com/pedidos/{{1}}', example: 'P-204' },
    { type: 'URL', text: 'Ver la tienda', url: 'https://tienda.example.com/' },
    { type: 'PHONE_NUMBER', text: 'Llamar', phone_number: '+51900000001' },
  ],
  examples: { 1: 'Rosa', 2: 'P-204', h1: 'P-204' },
  auth: null,
}

/** The same with something to find, and to mend, in every part. */
const faulty: TemplateContent = {
  ...full,
  name: 'Aviso de Entrega',
  language: 'es-PE',
  header: '*Tu pedido* {{2}} 🚚',
  body: `${full.body}\n\n\nUsa el cupón {{5}}{{4}} y llévate un 20 % de descuento en bit.ly/abc`,
  footer: 'Bodega\nEjemplo 🛒',
  buttons: [
    { type: 'QUICK_REPLY', text: '*Sí* ✅' },
    { type: 'URL', text: 'Ver', url: 'http://tienda.example.com/{{2}}' },
    { type: 'QUICK_REPLY', text: 'No' },
    { type: 'PHONE_NUMBER', text: 'Llamar', phone_number: '+51 900 000 001' },
  ],
}

/** As people write them. */
const short: TemplateContent = {
  ...full,
  header: null,
  body: 'Hola {{1}}, tu pedido {{2}} salió hoy de nuestro almacén y llega por la tarde.',
  footer: null,
  buttons: [],
}

export const templates = { short, full, faulty }
