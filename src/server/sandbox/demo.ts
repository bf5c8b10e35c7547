/** The demo company: what stands in it from the first start on. Names and numbers are invented. */
export const company = {
  name: 'Librería Los Álamos',
  legalName: 'Librería Los Álamos S.A.C.',
  taxId: '20999999990',
  website: 'https://losalamos.example',
  email: 'hola@losalamos.example',
  address: 'Av. Los Álamos 123, Lima',
}

export const campaigns = [
  {
    name: 'Ventas',
    isDefault: true,
    dispositionRequired: true,
    queues: [
      { name: 'Ventas Lima', agents: ['agent', 'admin'], distribution: 'manual' },
      { name: 'Ventas Norte', agents: ['agent2'], distribution: 'round_robin' },
    ],
    dispositions: ['Compra realizada', 'Interesado', 'No interesado', 'Número equivocado'],
  },
  {
    name: 'Postventa',
    isDefault: false,
    dispositionRequired: false,
    queues: [{ name: 'Reclamos', agents: ['agent', 'agent2'], distribution: 'least_busy' }],
    dispositions: ['Resuelto', 'Escalado'],
  },
] as const

export const channels = [
  {
    alias: 'Los Álamos',
    name: 'Librería Los Álamos',
    identifier: '+51900000101',
    state: 'active',
    queues: ['Ventas Lima', 'Ventas Norte', 'Reclamos'],
  },
  {
    alias: 'Álamos Norte',
    name: 'Los Álamos Norte',
    identifier: '+51900000102',
    state: 'inactive',
    queues: ['Ventas Norte'],
  },
  {
    alias: 'Álamos Cobranzas',
    name: 'Los Álamos Cobranzas',
    identifier: '+51900000103',
    state: 'interrupted',
    queues: ['Reclamos'],
  },
  { alias: 'Álamos Express', name: 'Álamos Express', identifier: null, state: 'pending', queues: [] },
] as const

/** Without a campaign: in every queue. */
export const savedAnswers: { shortcut: string; title: string; text: string; campaign?: string }[] = [
  { shortcut: 'hola', title: 'Saludo', text: '¡Hola, {nombre}! Te atiende {agente}, de {empresa}. ¿En qué te ayudo?' },
  {
    shortcut: 'horario',
    title: 'Horario',
    text: 'Atendemos de lunes a sábado, de 9:00 a 20:00, y los domingos hasta las 14:00.',
  },
  {
    shortcut: 'pago',
    title: 'Formas de pago',
    text: 'Puedes pagar en tienda o con el enlace que te enviamos: {enlace de pago}',
    campaign: 'Ventas',
  },
  {
    shortcut: 'caso',
    title: 'Número de caso',
    text: 'Tu caso es el #{ticket}. Te escribimos apenas tengamos novedades.',
    campaign: 'Postventa',
  },
]

export const contactAttributes = [
  { key: 'distrito', label: 'Distrito', type: 'text', options: [] },
  { key: 'socio', label: 'Socio del club', type: 'list', options: ['Sí', 'No'] },
  { key: 'cumpleanos', label: 'Cumpleaños', type: 'date', options: [] },
]

interface DemoTemplate {
  name: string
  displayName: string
  category: 'MARKETING' | 'UTILITY'
  header?: string
  body: string
  footer?: string
  buttons?: { text: string; optOut?: boolean }[]
  parameters: { name: string; sample: string; source?: 'contact.name' }[]
  word: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED'
  reason?: string
  active?: boolean
  assigned?: { campaign: string; queue?: string }[]
}

export const templates: DemoTemplate[] = [
  {
    name: 'oferta_semana',
    displayName: 'Oferta de la semana',
    category: 'MARKETING',
    header: 'Semana del libro',
    body: 'Hola, {{1}}. Esta semana tienes *{{2}}* de descuento en {{3}}, en todas nuestras tiendas y también en la web.',
    footer: 'Librería Los Álamos',
    buttons: [{ text: 'Quiero comprar' }, { text: 'Más información' }, { text: 'No quiero promos', optOut: true }],
    parameters: [
      { name: 'Nombre del cliente', sample: 'Lucía', source: 'contact.name' },
      { name: 'Descuento', sample: '20 %' },
      { name: 'Producto', sample: 'novelas' },
    ],
    word: 'APPROVED',
    assigned: [{ campaign: 'Ventas' }],
  },
  {
    name: 'pedido_listo',
    displayName: 'Pedido listo para recoger',
    category: 'UTILITY',
    body: 'Hola, {{1}}. Tu pedido {{2}} ya está listo: puedes recogerlo en nuestra tienda de {{3}} en su horario de atención.',
    buttons: [{ text: 'Iré hoy' }, { text: 'Necesito ayuda' }],
    parameters: [
      { name: 'Nombre del cliente', sample: 'Lucía', source: 'contact.name' },
      { name: 'Número de pedido', sample: 'A-1042' },
      { name: 'Tienda', sample: 'Miraflores' },
    ],
    word: 'APPROVED',
    assigned: [
      { campaign: 'Postventa', queue: 'Reclamos' },
      { campaign: 'Ventas', queue: 'Ventas Lima' },
    ],
  },
  {
    name: 'aviso_horario',
    displayName: 'Cambio de horario',
    category: 'UTILITY',
    body: 'Queremos contarte que desde el {{1}} nuestra tienda atenderá hasta las {{2}}. Gracias por preferirnos siempre.',
    parameters: [
      { name: 'Fecha', sample: '28 de julio' },
      { name: 'Hora', sample: '20:00' },
    ],
    word: 'APPROVED',
    active: false,
  },
  {
    name: 'club_lectores',
    displayName: 'Invitación al club',
    category: 'MARKETING',
    body: 'Hola, {{1}}. Te invitamos a nuestro club de lectores: nos reunimos cada jueves a conversar sobre un libro nuevo.',
    buttons: [{ text: 'Quiero ir' }],
    parameters: [{ name: 'Nombre del cliente', sample: 'Lucía', source: 'contact.name' }],
    word: 'PAUSED',
    reason: 'LOW_QUALITY',
    assigned: [{ campaign: 'Ventas' }],
  },
  {
    name: 'recordatorio_evento',
    displayName: 'Recordatorio de evento',
    category: 'UTILITY',
    body: 'Hola, {{1}}. Te recordamos la presentación de {{2}} a la que te inscribiste, este viernes en nuestra tienda.',
    parameters: [
      { name: 'Nombre del cliente', sample: 'Lucía', source: 'contact.name' },
      { name: 'Libro', sample: 'El río de las voces' },
    ],
    word: 'REJECTED',
    reason: 'TAG_CONTENT_MISMATCH',
  },
  {
    name: 'lanzamiento_novela',
    displayName: 'Lanzamiento de novela',
    category: 'MARKETING',
    body: 'Hola, {{1}}. Ya llegó a nuestras tiendas la nueva novela de {{2}}, que tantos lectores estaban esperando este año.',
    parameters: [
      { name: 'Nombre del cliente', sample: 'Lucía', source: 'contact.name' },
      { name: 'Autora', sample: 'Marta Ríos' },
    ],
    word: 'PENDING',
  },
]
