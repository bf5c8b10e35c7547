import { expect, test } from 'vitest'
import type { TemplateButton, TemplateContent } from '../template.ts'
import { lintTemplate } from './lint-template.ts'
import { PLATFORM_RULES, PRODUCT_RULES } from './rules.ts'

type Options = Parameters<typeof lintTemplate>[1]
type Changes = { [Key in keyof TemplateContent]?: unknown } & Record<string, unknown>
/** What is changed of a good template, and what is told beside it. */
type Case = Changes | [Changes, Partial<Options>]

const good: TemplateContent = {
  name: 'pedido_en_camino',
  language: 'es_PE',
  category: 'UTILITY',
  type: 'TEXT',
  header: 'Tu pedido está en camino',
  body: 'Hola {{1}}, tu pedido {{2}} salió de nuestro almacén y llega hoy por la tarde.',
  footer: 'Bodega Ejemplo',
  buttons: [],
  examples: { 1: 'Rosa', 2: 'P-204' },
  auth: null,
}

const say = (body: string): Changes => ({ body })
const sell = (body: string): Changes => ({ body, category: 'MARKETING' })
const english = (body: string): Changes => ({ body, language: 'en', header: null })
const quick = (...texts: string[]): Changes => ({ buttons: texts.map((text) => ({ type: 'QUICK_REPLY', text })) })
const many = (count: number, type: string) => Array.from({ length: count }, (_, at) => ({ type, text: `Opción ${at}` }))
const words = (count: number) => 'palabra '.repeat(count).trim()
const link = (url: string, more: object = {}): Changes => ({ buttons: [{ type: 'URL', text: 'Ver', url, ...more }] })
const phone = (phone_number: string): Changes => ({ buttons: [{ type: 'PHONE_NUMBER', text: 'Llamar', phone_number }] })
const coupon = (example: string, more: Changes = {}): Changes => ({
  category: 'MARKETING',
  buttons: [{ type: 'COPY_CODE', example }],
  ...more,
})
const media = (header: object, format = 'IMAGE'): Changes => ({
  type: format,
  header: { format, mime: 'image/jpeg', size: 900_000, handle: '4::aW1hZ2U=', ...header },
})
const code = (button: object = {}, more: Changes = {}): Changes => ({
  category: 'AUTHENTICATION',
  type: 'TEXT',
  header: null,
  body: null,
  footer: null,
  examples: {},
  buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', ...button }],
  auth: { add_security_recommendation: true, code_expiration_minutes: 10 },
  ...more,
})
const app = { package_name: 'com.example.tienda', signature_hash: 'K8a/AINcGX7' }
const oneTap = (...supported_apps: object[]) => code({ otp_type: 'ONE_TAP', supported_apps })
const card = (changes: object = {}) => ({
  header: { format: 'IMAGE' },
  body: 'Zapatillas',
  buttons: [{ type: 'URL', text: 'Ver' }],
  ...changes,
})
const carousel = (...cards: object[]): Changes => ({ type: 'CAROUSEL', header: null, footer: null, cards })
const beside = (sibling: Partial<TemplateContent>): [Changes, Partial<Options>] => [
  {},
  { siblings: [{ ...good, body: 'Otro texto', name: 'otra', ...sibling }] },
]
const account = (known: NonNullable<Options['account']>): [Changes, Partial<Options>] => [{}, { account: known }]

/** For every rule what it finds, and what comes near and is sound. */
const CASES: Record<string, { found: Case[]; spared: Case[] }> = {
  'STR-01': { found: [{ body: null }, say(' \n'), { body: 5 }], spared: [code()] },
  'STR-02': {
    found: [{ body: ['a', 'b'] }, { footer: {} }, { buttons: {} }, { header: [] }],
    spared: [{ buttons: null }],
  },
  'STR-03': {
    found: [{ header: 'Pedido de {{nombre}} listo' }],
    spared: [{ header: 'Pedido {{1}} listo', examples: { ...good.examples, h1: 'P-204' } }],
  },
  'STR-04': {
    found: [media({ handle: '' }), { examples: null }, { type: 'IMAGE', header: null }],
    spared: [media({}), [media({ handle: null }), { product: true }], [{ examples: null }, { sampled: true }]],
  },
  'STR-05': { found: [{ category: 'PROMO' }, { category: null }], spared: [{ category: 'MARKETING' }] },
  'NAME-01': {
    found: [{ name: 'Oferta de julio' }, { name: 'promoción' }, { name: 'a-b' }],
    spared: [{ name: 'a_1' }],
  },
  'NAME-02': { found: [{ name: '' }, { name: 'a'.repeat(513) }], spared: [{ name: 'a'.repeat(512) }] },
  'NAME-03': { found: [beside({ name: good.name })], spared: [beside({ name: good.name, language: 'en' })] },
  'NAME-04': {
    found: [beside({ name: good.name, language: 'en', category: 'MARKETING' })],
    spared: [beside({ name: good.name, language: 'en' }), beside({ category: 'MARKETING' })],
  },
  'NAME-05': {
    found: [account({ reservedNames: [{ name: good.name }] })],
    spared: [account({ reservedNames: [{ name: good.name, language: 'en' }] })],
  },
  'NAME-08': { found: [{ name: 'test' }], spared: [{ name: 'test', body: 'Hello {{1}}' }] },
  'NAME-09': { found: [{ name: 'template_014' }], spared: [{ name: 'order_shipped_v2' }] },
  'NAME-10': { found: [{ name: 'pedido__listo' }], spared: [{ name: 'pedido_listo' }] },
  'LANG-01': {
    found: [{ language: 'es_419' }, { language: 'es_BO' }, { language: '' }],
    spared: [{ language: 'es-PE' }],
  },
  'LANG-02': { found: [{ language: 'es-PE' }], spared: [{ language: 'es_PE' }] },
  'LANG-03': { found: [{ language: 'en' }], spared: [{ language: 'fr' }, { language: 'en', ...say('Hola {{1}}') }] },
  'HDR-01': {
    found: [media({}, 'AUDIO'), media({}, 'GIF'), { header: {} }, { type: 'LTO', header: 'Solo hoy', footer: null }],
    spared: [{ header: { format: 'LOCATION' } }, { header: { format: 'TEXT', text: 'Hola' } }],
  },
  'HDR-02': { found: [{ header: '' }, { header: 'a'.repeat(61) }], spared: [{ header: 'a'.repeat(60) }] },
  'HDR-03': { found: [{ header: 'De {{1}} para {{2}} hoy' }], spared: [{ header: 'Pedido {{1}} listo' }] },
  'HDR-04': { found: [{ header: 'Tu pedido\nsalió' }], spared: [{ header: 'Tu pedido salió' }] },
  'HDR-05': { found: [{ header: 'Tu pedido salió 🚚' }], spared: [{ header: 'Marca® de siempre™ №1' }] },
  'HDR-06': { found: [{ header: '*Tu pedido* salió' }], spared: [{ header: 'Pedido de {{first_name}} listo' }] },
  'HDR-07': { found: [{ header: 'Pedido {{1}}' }], spared: [{ header: 'Pedido {{1}}!' }] },
  'HDR-08': {
    found: [media({ handle: 'https://example.com/a.jpg' }), media({ mime: 'application/msword' }, 'DOCUMENT')],
    spared: [media({}), [media({ handle: '' }), { product: true }], [media({ handle: '' }), { sampled: true }]],
  },
  'HDR-09': { found: [code({}, { header: { format: 'LOCATION' } })], spared: [{ header: { format: 'LOCATION' } }] },
  'HDR-10': { found: [code({}, { header: 'Tu código' }), code({}, media({}))], spared: [code()] },
  'HDR-11': { found: [{ ...media({}), type: 'VIDEO' }], spared: [media({}), { ...media({}), type: 'CAROUSEL' }] },
  'MED-01': {
    found: [media({ mime: 'image/x-icon' })],
    spared: [media({ mime: 'image/png' }), media({ mime: undefined })],
  },
  'MED-02': { found: [media({ mime: 'video/3gpp' }, 'VIDEO')], spared: [media({ mime: 'video/mp4' }, 'VIDEO')] },
  'MED-03': {
    found: [media({ mime: 'application/msword' }, 'DOCUMENT')],
    spared: [media({ mime: 'application/pdf' }, 'DOCUMENT')],
  },
  'MED-10': { found: [media({ mime: 'application/pdf' })], spared: [media({ mime: 'image/webp' })] },
  'MED-11': {
    found: [media({ size: 2_097_153 }), media({ size: 5_242_881, mime: 'video/mp4' }, 'VIDEO')],
    spared: [media({ size: 2_097_152 }), [media({ size: 2_500_000 }), { settings: { megabyte: 2_000_000 } }]],
  },
  'MED-12': { found: [media({ mime: 'image/webp' }), media({ mime: 'video/webm' }, 'VIDEO')], spared: [media({})] },
  'MED-18': { found: [media({ size: 0 })], spared: [media({ size: 1 })] },
  'VAR-01': {
    found: [
      say('Hola {1}, tu pedido salió'),
      say('Hola {{1}, salió'),
      say('Hola {{{1}}}, salió'),
      { header: 'El {1} salió' },
    ],
    spared: [say('Hola {{1}}, tu pedido salió')],
  },
  'VAR-02': {
    found: [say('Hola {{ 1 }}, tu pedido salió'), say('Hola {{01}}, tu pedido salió')],
    spared: [say('Hola {{10}}, tu pedido salió')],
  },
  'VAR-03': {
    found: [
      say('El {{2}} de {{1}} salió'),
      say('El {{0}} salió hoy'),
      say('El {{1}} y {{3}} hoy'),
      { header: 'El {{2}} va' },
    ],
    spared: [say('El pedido {{1}} de {{2}} salió'), say('El pedido {{1}} de {{2}}, sí {{1}}, salió')],
  },
  'VAR-04': {
    found: [say('Hola {{1}}, el pedido de {{1}} salió')],
    spared: [[say('Hola {{1}}, el pedido de {{1}} salió'), { settings: { warnOfRepeatedNumber: false } }]],
  },
  'VAR-05': {
    found: [say('Hola {{Nombre}}, tu pedido salió'), say(`Hola {{${'a'.repeat(33)}}}, tu pedido salió`)],
    spared: [say('Hola {{nombre_2}}, tu pedido salió')],
  },
  'VAR-06': {
    found: [say('Hola {{nombre}}, el pedido de {{nombre}} salió')],
    spared: [say('Hola {{nombre}}, el pedido {{pedido}} salió')],
  },
  'VAR-07': {
    found: [say('Hola {{nombre}}, tu pedido {{1}} salió')],
    spared: [say('Hola {{nombre}}, tu pedido {{pedido}} salió')],
  },
  'VAR-08': {
    found: [say('Hola {{#nombre}}, salió'), say('Hola {{a-b}}, salió'), say('Hola {{$1}}, salió')],
    spared: [say('Hola {{a_b}}, salió')],
  },
  'VAR-09': {
    found: [say('{{1}}, tu pedido salió'), say('Tu pedido salió, {{1}}\n')],
    spared: [say('Tu pedido salió, {{1}}.'), code({}, { body: '{{1}}' })],
  },
  'VAR-10': {
    found: [say('*{{1}}*, tu pedido salió'), say('Tu pedido salió, {{1}}.')],
    spared: [[say('Tu pedido salió, {{1}}.'), { settings: { warnOfSignsOnly: false } }], say('A {{1}} le llega hoy')],
  },
  'VAR-11': {
    found: [say('Hola {{1}} {{2}}, tu pedido salió'), say('Hola {{1}}{{2}}, tu pedido salió')],
    spared: [say('Hola {{1}} o {{2}}, tu pedido salió')],
  },
  'VAR-12': {
    found: [say('Hola {{1}}, {{2}}: tu pedido salió'), say('Vence {{1}}-{{2}} sin falta')],
    spared: [say('Hola {{1}}, pedido {{2}} salió')],
  },
  'VAR-13': {
    found: [say('Hola {{1}} pedido {{2}} listo'), say('Hola {{1}}, tu pedido {{2}} salió hoy')],
    spared: [
      say('Hola {{1}}, tu pedido {{2}} salió hoy por la tarde'),
      [say('Hola {{1}}, tu pedido {{2}} salió hoy'), { settings: { wordsPerVariable: { refused: 1, warned: 2 } } }],
    ],
  },
  'VAR-14': {
    found: [{ examples: { 1: 'Rosa', 2: ' ' } }, { header: 'Pedido {{1}} listo' }],
    spared: [
      { ...say('Hola {{nombre}}, tu pedido salió'), examples: { nombre: 'Rosa' } },
      { header: 'Pedido {{1}} listo', examples: { ...good.examples, h1: 204 } },
      [{ examples: {} }, { sampled: true }],
    ],
  },
  'VAR-15': {
    found: ['xxx', '{{1}}', 'ana@gmail.com', '+51 987 654 321', 'N/A'].map((sample) => ({
      examples: { 1: sample, 2: 'P' },
    })),
    spared: ['rosa@example.com', '+51 900 000 001', 'Texas', '2026-07-28'].map((one) => ({
      examples: { 1: one, 2: 'P' },
    })),
  },
  'VAR-17': {
    found: [say(Array.from({ length: 11 }, (_, at) => `palabra otra más {{${at + 1}}}`).join(' '))],
    spared: [say(Array.from({ length: 10 }, (_, at) => `palabra otra más {{${at + 1}}}`).join(' '))],
  },
  'VAR-18': { found: [say('Hola {{1}}, {{2}}. Gracias.')], spared: [say('Hola {{1}}, tu pedido {{2}}. Gracias.')] },
  'BODY-01': {
    found: [say(''), say(' \n'), say(words(129)), { type: 'LTO', ...say('a'.repeat(601)) }],
    spared: [say('a'.repeat(1024)), { type: 'LTO', ...say('a'.repeat(600)) }],
  },
  'BODY-02': {
    found: [sell(words(70))],
    spared: [sell(words(68)), [sell(words(70)), { settings: { bodyLength: 1024 } }]],
  },
  'BODY-03': { found: [say(words(70))], spared: [say(words(68)), sell(words(70))] },
  'BODY-04': {
    found: [sell(`Llegaron ${'🎉'.repeat(11)} a la tienda`)],
    spared: [sell(`Llegaron ${'👩‍👩‍👧'.repeat(5)}${'🇵🇪'.repeat(5)} a la tienda`)],
  },
  'BODY-05': {
    found: [say(`Tu pedido salió ${'🚚'.repeat(11)} y llega`), say(`Tu pedido salió ${'🚚'.repeat(7)} y llega`)],
    spared: [
      say(`Tu pedido salió ${'🚚'.repeat(6)} y llega`),
      [say(`Tu pedido salió ${'🚚'.repeat(7)} y llega`), { settings: { utilityEmojis: 10 } }],
    ],
  },
  'BODY-06': {
    found: [say('Tu pedido salió.\n\n\nLlega hoy.'), say('Tu pedido salió.\r\n\r\n\r\nLlega hoy.')],
    spared: [say('Tu pedido salió.\n\nLlega hoy.'), say('Tu pedido salió.\r\n\r\nLlega hoy.')],
  },
  'BODY-07': { found: [say('{{1}} - {{2}}')], spared: [say('Pedido {{1}} - {{2}}')] },
  'BODY-08': {
    found: [say('Tu pedido salió\ty llega hoy'), say('Tu pedido salió     y llega hoy')],
    spared: [say('Tu pedido salió    y llega hoy')],
  },
  'BODY-09': {
    found: [say('Tu *pedido salió y llega hoy')],
    spared: [say('Tu *pedido* _salió_ de a_b y ```cuesta 2*3```')],
  },
  'BODY-10': {
    found: [say('Míralo en https://bit.ly/abc y elige'), say('Míralo en TinyURL.com/abc y elige')],
    spared: [say('Míralo en https://habit.lyceum.example.com y elige'), say('Míralo en bit.ly.example.com y elige')],
  },
  'BODY-11': {
    found: [say('Escríbenos a wa.me/51900000001 cuando quieras')],
    spared: [say('Escríbenos por WhatsApp, o entra a siwa.media cuando quieras')],
  },
  'BODY-12': {
    found: [beside({ body: `${good.body?.toUpperCase()} ` })],
    spared: [beside({ body: good.body, footer: 'Otro pie' })],
  },
  'BODY-13': {
    found: [
      say('Hola [nombre], tu pedido salió'),
      say('Hola <nombre>, tu pedido salió'),
      say('Tu pedido XXXX salió'),
      say('Esto es una prueba.'),
      say('Test'),
      say('This is a test message for the order'),
    ],
    spared: [
      say('Tu prueba de manejo es hoy a las 10'),
      say('Tu test de inglés está listo'),
      say('Pide la talla XXL, si 3 < 5 y 5 > 3'),
      say('[IMPORTANTE] Tu pedido salió'),
    ],
  },
  'BODY-14': {
    found: [say('TU PEDIDO SALIÓ DEL ALMACÉN HOY'), say('Tu pedido salió!!!')],
    spared: [say('Tu DNI, RUC y SUNAT van en el pedido de hoy!')],
  },
  'BODY-15': {
    found: [sell('uno\ndos\ntres\ncuatro\ncinco\nseis')],
    spared: [sell('uno\ndos\ntres\ncuatro\n\ncinco')],
  },
  'FTR-01': {
    found: [{ footer: '' }, { footer: 'a'.repeat(61) }],
    spared: [{ footer: 'a'.repeat(60) }, { footer: null }],
  },
  'FTR-02': { found: [{ footer: 'Pedido {{1}}' }, { footer: 'Pedido {1}' }], spared: [{ footer: 'Pedido (1)' }] },
  'FTR-03': { found: [{ footer: 'Bodega\nEjemplo' }], spared: [{ footer: 'Bodega Ejemplo' }] },
  'FTR-04': { found: [{ footer: 'Bodega 🛒' }], spared: [{ footer: 'Bodega® de siempre' }] },
  'FTR-05': {
    found: [{ footer: '*Bodega*' }],
    spared: [{ footer: 'www.example.com/la_bodega' }, { footer: 'a_b@example.com' }],
  },
  'FTR-06': { found: [code({}, { footer: 'Vence pronto' })], spared: [code(), {}] },
  'FTR-07': { found: [{ type: 'LIMITED_TIME_OFFER' }], spared: [{ type: 'LIMITED_TIME_OFFER', footer: null }] },
  'BTN-01': { found: [{ buttons: many(11, 'QUICK_REPLY') }], spared: [{ buttons: many(10, 'QUICK_REPLY') }] },
  'BTN-02': { found: [{ buttons: many(11, 'QUICK_REPLY') }], spared: [{ buttons: many(10, 'QUICK_REPLY') }] },
  'BTN-03': { found: [{ buttons: many(3, 'URL') }], spared: [{ buttons: many(2, 'URL') }] },
  'BTN-04': { found: [{ buttons: many(2, 'PHONE_NUMBER') }], spared: [{ buttons: many(1, 'PHONE_NUMBER') }] },
  'BTN-05': {
    found: [
      { buttons: many(2, 'COPY_CODE') },
      coupon('JULIO20', { buttons: [{ type: 'COPY_CODE', text: 'Mi cupón' }] }),
    ],
    spared: [coupon('JULIO20')],
  },
  'BTN-06': {
    found: [
      code({}, { buttons: [] }),
      code({}, { buttons: [{ type: 'OTP' }, ...many(1, 'URL')] }),
      { buttons: many(1, 'OTP') },
    ],
    spared: [code(), code({ type: 'URL', url: 'https://www.whatsapp.com/otp/code/?code=otp{{1}}' })],
  },
  'BTN-07': {
    found: [{ buttons: [...many(1, 'CATALOG'), ...many(1, 'QUICK_REPLY')] }],
    spared: [{ buttons: many(1, 'MPM') }],
  },
  'BTN-08': {
    found: [{ buttons: many(2, 'FLOW') }, { buttons: many(2, 'VOICE_CALL') }, { buttons: many(2, 'SPM') }],
    spared: [{ buttons: [...many(1, 'FLOW'), ...many(1, 'VOICE_CALL')] }],
  },
  'BTN-09': {
    found: [
      { buttons: [...many(1, 'QUICK_REPLY'), ...many(1, 'URL'), ...many(1, 'QUICK_REPLY')] },
      { buttons: [...many(1, 'URL'), ...many(1, 'QUICK_REPLY'), ...many(1, 'URL')] },
    ],
    spared: [
      { buttons: [...many(2, 'QUICK_REPLY'), ...many(2, 'URL')] },
      { buttons: [...many(2, 'URL'), ...many(2, 'QUICK_REPLY')] },
    ],
  },
  'BTN-10': { found: [quick(''), quick('a'.repeat(26))], spared: [quick('a'.repeat(25)), coupon('JULIO20')] },
  'BTN-11': {
    found: [quick('Sí ✅'), quick('Pedido {{1}}'), quick('*Sí*'), quick('Sí\nno')],
    spared: [quick(' ¿Sí / no? ')],
  },
  'BTN-12': { found: [quick('Sí → quiero')], spared: [quick('¿Sí / no? Más...')] },
  'BTN-13': { found: [quick('Sí', 'sí ')], spared: [quick('Sí', 'No')] },
  'BTN-14': {
    found: [
      link('tienda punto com'),
      link('www.example.com'),
      link(''),
      link(`https://example.com/${'a'.repeat(2000)}`),
      link('http://example.com'),
    ],
    spared: [link('https://example.com/a?b=1#c'), link('https://tienda.example.com/{{1}}', { example: 'a' })],
  },
  'BTN-15': {
    found: [
      'https://{{1}}',
      'https://example.com/{{1}}/pago',
      'https://example.com/{{1}}{{2}}',
      'https://example.com/{{2}}',
      'https://example.com{{1}}',
      'https://example.com/{1}',
    ].map((url) => link(url, { example: 'a' })),
    spared: ['https://example.com/{{1}}', 'https://example.com/?p={{1}}', 'https://example.com/{{codigo}}'].map((url) =>
      link(url, { example: 'a' }),
    ),
  },
  'BTN-16': {
    found: [link('https://example.com/{{1}}'), link('https://example.com/{{1}}', { example: ['{{1}}'] })],
    spared: [
      link('https://example.com/{{1}}', { example: ['P-204'] }),
      { ...link('https://example.com/{{1}}'), examples: { ...good.examples, url1: 'P-204' } },
      [link('https://example.com/{{1}}'), { sampled: true }],
    ],
  },
  'BTN-17': {
    found: [link('https://wa.me/51900000001'), link('https://api.whatsapp.com/send?phone=51900000001')],
    spared: [link('https://siwa.me.example.com/'), link('https://example.com/wa.me')],
  },
  'BTN-18': { found: [link('https://bit.ly/3abc')], spared: [link('https://habit.example.com/bit.ly')] },
  'BTN-19': {
    found: [[link('https://otra.example.org'), { account: { domains: ['example.com'] } }]],
    spared: [
      link('https://otra.example.org'),
      [link('https://tienda.example.com'), { account: { domains: ['example.com'] } }],
    ],
  },
  'BTN-20': {
    found: ['', 'llámanos', '+51 900 000 001', '105', '+510900000001', '0800 12345'].map(phone),
    spared: ['+51900000001', '51900000001', '+5491122334455', '+15550001234', '+390612345678'].map(phone),
  },
  'BTN-21': {
    found: [coupon('A'.repeat(21)), coupon('A'.repeat(16)), coupon('JULIO 20'), coupon('')],
    spared: [coupon('JULIO20'), [coupon('A'.repeat(16)), { settings: { copyCodeLength: 20 } }]],
  },
  'BTN-22': {
    found: [coupon('JULIO20', { category: 'UTILITY' })],
    spared: [
      coupon('JULIO20'),
      [coupon('JULIO20', { category: 'UTILITY' }), { settings: { warnOfCopyCodeInUtility: false } }],
    ],
  },
  'BTN-23': {
    found: [{ buttons: many(4, 'QUICK_REPLY') }, { buttons: [...many(1, 'QUICK_REPLY'), ...many(1, 'URL')] }],
    spared: [{ buttons: many(3, 'QUICK_REPLY') }],
  },
  'BTN-24': {
    found: [{ category: 'MARKETING', ...quick('Quiero saber más') }],
    spared: [
      { category: 'MARKETING', ...quick('No quiero más promos') },
      { category: 'MARKETING', ...quick('Stop promotions') },
      {},
    ],
  },
  'AUTH-01': {
    found: [
      code({}, { body: 'Tu clave es {{1}}, no la prestes' }),
      code({}, { auth: { add_security_recommendation: 'yes' } }),
    ],
    spared: [code(), code({}, { body: 'Tu código de verificación es *{{1}}*.' }), code({}, { auth: null })],
  },
  'AUTH-02': {
    found: [0, 91, 1.5, '10'].map((code_expiration_minutes) => code({}, { auth: { code_expiration_minutes } })),
    spared: [1, 90, null].map((code_expiration_minutes) => code({}, { auth: { code_expiration_minutes } })),
  },
  'AUTH-03': { found: [code({ otp_type: 'TAP' }), code({ otp_type: undefined })], spared: [code()] },
  'AUTH-04': { found: [code({ text: 'Toca aquí' })], spared: [code(), code({ text: 'Copiar código' })] },
  'AUTH-05': {
    found: [
      oneTap(),
      oneTap({ ...app, signature_hash: 'abc' }),
      oneTap({ ...app, package_name: 'tienda' }),
      oneTap(app, app),
      oneTap(...many(6, 'a').map((_, at) => ({ ...app, package_name: `com.example.a${at}` }))),
    ],
    spared: [oneTap(app), oneTap(app, { ...app, package_name: 'com.example.otra' }), code()],
  },
  'AUTH-06': {
    found: [code({ otp_type: 'ZERO_TAP', supported_apps: [app] })],
    spared: [code({ otp_type: 'ZERO_TAP', supported_apps: [app], zero_tap_terms_accepted: true }), oneTap(app)],
  },
  'AUTH-07': {
    found: [code({}, media({})), code({ text: 'Copiar 👍' }), code({}, link('https://example.com'))],
    spared: [code()],
  },
  'AUTH-08': {
    found: [code({}, { message_send_ttl_seconds: 900 })],
    spared: [code({}, { message_send_ttl_seconds: 600 }), code()],
  },
  'CAR-01': {
    found: [carousel(card()), carousel(...many(11, 'a').map(() => card()))],
    spared: [carousel(card(), card())],
  },
  'CAR-02': {
    found: [carousel(card(), card({ body: 'a'.repeat(161) }))],
    spared: [carousel(card(), card({ body: null }))],
  },
  'CAR-03': {
    found: [carousel(card({ buttons: [] }), card()), carousel(card({ header: null }), card())],
    spared: [carousel(card(), card())],
  },
  'CAR-04': {
    found: [
      carousel(card(), card({ header: { format: 'VIDEO' } })),
      carousel(card(), card({ buttons: quick('Sí')['buttons'] })),
    ],
    spared: [carousel(card(), card({ body: 'Otra' }))],
  },
  'CAT-01': {
    found: [
      say('Tu pedido {{1}} llegó. Usa el cupón VUELVO la próxima vez'),
      say('Comprá ahora con 20 % off'),
      say('Tu plan {{1}} tiene un descuento'),
      { footer: '2x1 en todo' },
      quick('Ver ofertas'),
      english('Your order {{1}} arrived. Save 15% with this coupon'),
      english('Our summer sale begins today at noon'),
    ],
    spared: [
      say('El total de tu compra es {{1}} y sale hoy del almacén'),
      say('Tu cuota {{1}} vence el {{2}}; puedes pagar con Yape o Plin'),
      say('Te avisaremos cuando haya novedades de tu pedido {{1}}'),
      say('Tu liquidación de haberes {{1}} ya está disponible'),
      say('Envía tu voucher de pago del pedido {{1}}'),
      say('Si no quieres recibir promociones, responde BAJA'),
      say('Te ofrecemos disculpas por la demora del pedido {{1}}'),
      say('Tu pedido {{1}} está en https://example.com/ofertas/2x1'),
      quick('No quiero promos'),
      english('We will do a system upgrade on {{1}} at night'),
      english('Feel free to reply about order {{1}}'),
      sell('Llegaron los descuentos'),
    ],
  },
  'CAT-02': {
    found: [
      say('Dejaste productos en el carrito, {{1}}'),
      say('Tu suscripción {{1}} vence: renuévala hoy'),
      english('You left something in your cart, {{1}}'),
    ],
    spared: [say('Tu suscripción {{1}} se renovará sola el {{2}}'), sell('Dejaste productos en el carrito')],
  },
  'CAT-03': {
    found: [say('Tu pedido {{1}} llegó. Usa el cupón VUELVO la próxima vez')],
    spared: [{ header: null, ...say('Aprovecha hoy') }, say('Tu pedido {{1}} llegó.')],
  },
  'CAT-04': {
    found: [
      say('Te deseamos un feliz cumpleaños, {{1}}'),
      say('Hola {{1}}, soy tu asistente virtual'),
      { header: null, ...say('Gracias por ser parte de nuestra familia') },
      english('Merry Christmas, {{1}}, from all of us'),
    ],
    spared: [
      say('Tu pedido {{1}} salió. Que tengas un feliz día'),
      say('Tu pedido {{1}} llegó. Gracias por ser parte de la familia'),
      say('Tu solicitud {{1}} cumple los requisitos'),
    ],
  },
  'CAT-05': {
    found: [
      { header: null, ...say('Hola {{1}}, ¿nos ayudas con una encuesta corta? Son dos minutos') },
      english('Hi {{1}}, we would love your feedback on our shop'),
    ],
    spared: [
      say('Hola {{1}}, ¿cómo te fue con el pedido {{2}}?'),
      say('Tu solicitud {{1}} califica para la evaluación'),
      say('Cuéntanos qué día prefieres para la cita {{1}}'),
    ],
  },
  'CAT-06': {
    found: [
      say('Hola {{1}}, tienes un préstamo preaprobado'),
      say('Te acreditamos un saldo por la demora de {{1}}'),
      english('Your application is pending, {{1}}. Continue it here'),
    ],
    spared: [say('Tu solicitud {{1}} está pendiente de aprobación')],
  },
  'CAT-07': {
    found: [say('{{1}}'), say('¡Felicitaciones!'), say('Tenemos una sorpresa para ti')],
    spared: [say('Pedido listo'), sell('¡Felicitaciones!')],
  },
  'CAT-08': {
    found: [
      say('Tu código de verificación es {{1}}, no lo compartas'),
      sell('Tu OTP: {{1}} para entrar'),
      english('Your one-time password is {{1}} for today'),
    ],
    spared: [
      say('Detectamos un ingreso el {{1}}. Nunca compartas tu código de verificación'),
      say('El código de acceso al edificio es {{1}} hasta hoy'),
      code(),
    ],
  },
  'CAT-09': { found: [say('Tu pedido ya salió del almacén')], spared: [say('Tu pedido salió a las 10')] },
  'POL-03': {
    found: [
      say('Hola {{1}}, envíanos una foto de tu DNI y el CVV'),
      say('Responde con tu número de tarjeta para el pedido {{1}}'),
      english('Please send a photo of your passport, {{1}}'),
    ],
    spared: [
      say('Nunca te pediremos tu número de tarjeta ni tu clave dinámica, {{1}}'),
      say('Confirma el pago con la tarjeta y el número de cuenta terminado en {{1}}'),
      say('Puedes pagar al número de cuenta {{1}} y enviar tu constancia'),
      say('Puedes depositar {{1}} a la cuenta corriente o por CCI, y luego enviarnos la constancia'),
      say('Recuerda presentar tu pasaporte para confirmar el vuelo {{1}}'),
    ],
  },
  'POL-04': {
    found: [
      say('Si no pagas la deuda {{1}} iniciaremos acciones legales'),
      english('Pay invoice {{1}} or we will sue you'),
    ],
    spared: [
      say('Tu pedido {{1}} salió; sin embargo, puede llegar mañana'),
      say('Tu cita por la muela del juicio es el {{1}}'),
    ],
  },
  'POL-05': {
    found: [
      sell('Tenemos cajas de vino malbec con envío'),
      sell('Compra con o sin receta en la tienda'),
      sell('Apuestas deportivas en vivo'),
      english('Your beer order {{1}} is on its way'),
    ],
    spared: [
      say('El técnico vino a tu casa el {{1}}'),
      say('Tu receta {{1}} ya está en el portal'),
      say('Si tú armas el mueble {{1}}, mira la guía'),
      english('Your wine glasses {{1}} are on their way'),
    ],
  },
  'TTL-01': {
    found: [code({}, { message_send_ttl_seconds: 901 })],
    spared: [code({}, { message_send_ttl_seconds: -1 }), code({}, { message_send_ttl_seconds: 30 })],
  },
  'TTL-02': {
    found: [{ message_send_ttl_seconds: 29 }, { message_send_ttl_seconds: '60' }],
    spared: [{ message_send_ttl_seconds: 43_200 }, {}],
  },
  'TTL-03': {
    found: [{ category: 'MARKETING', message_send_ttl_seconds: -1 }],
    spared: [{ category: 'MARKETING', message_send_ttl_seconds: 43_200 }],
  },
  'LIM-01': {
    found: [account({ templates: 250, templateLimit: 250 })],
    spared: [account({ templates: 249, templateLimit: 250 }), account({ templates: 900 })],
  },
  'LIM-02': { found: [account({ createdInLastHour: 100 })], spared: [account({ createdInLastHour: 99 })] },
  'LIM-03': {
    found: [account({ editing: { status: 'PENDING', editsInDay: 0, editsIn30Days: 0 } })],
    spared: [account({ editing: { status: 'PAUSED', editsInDay: 3, editsIn30Days: 30 } })],
  },
  'LIM-04': {
    found: [
      account({ editing: { status: 'APPROVED', editsInDay: 1, editsIn30Days: 1 } }),
      account({ editing: { status: 'APPROVED', editsInDay: 0, editsIn30Days: 10 } }),
    ],
    spared: [account({ editing: { status: 'APPROVED', editsInDay: 0, editsIn30Days: 9 } })],
  },
  'PRD-01': { found: [{ buttons: many(4, 'QUICK_REPLY') }], spared: [{ buttons: many(3, 'QUICK_REPLY') }] },
  'PRD-02': {
    found: [{ buttons: [...many(1, 'QUICK_REPLY'), ...many(1, 'URL')] }, { buttons: many(1, 'FLOW') }],
    spared: [{ buttons: [...many(1, 'PHONE_NUMBER'), ...many(2, 'URL')] }, code()],
  },
  'PRD-03': {
    found: [{ language: 'pt_BR' }, { language: 'est' }],
    spared: [{ language: 'en_GB' }, { language: 'es' }],
  },
  'PRD-04': {
    found: [say('Hola {{nombre}}, tu pedido salió'), say('Hola {{1}}, el pedido de {{1}} salió')],
    spared: [say('Hola {{1}}, el pedido {{2}} salió')],
  },
  'PRD-05': { found: [{ type: 'CAROUSEL' }], spared: [media({}), code({}, { type: 'AUTHENTICATION' })] },
  'PRD-06': { found: [media({ size: 2_097_153 })], spared: [media({ size: 2_097_152 })] },
}

const IDS = [...new Set([...PLATFORM_RULES, ...PRODUCT_RULES].map(({ id }) => id))]
const PRODUCT = new Set(PRODUCT_RULES.map(({ id }) => id))

function lint(id: string, given: Case, lang: Options['lang'] = 'es') {
  const [changes, options] = Array.isArray(given) ? given : [given, {}]
  const template = { ...good, ...changes } as TemplateContent
  return lintTemplate(template, { lang, product: PRODUCT.has(id), ...options })
}

const all = (kind: 'found' | 'spared') =>
  Object.entries(CASES).flatMap(([id, cases]) => cases[kind].map((one) => [id, one] as const))

test.each(all('found'))('%s finds %j', (id, given) => {
  expect(lint(id, given).map(({ rule }) => rule)).toContain(id)
})

test.each(all('spared'))('%s spares %j', (id, given) => {
  expect(lint(id, given).map(({ rule }) => rule)).not.toContain(id)
})

test('TP-5 every rule of the table has something that it finds and something that it spares', () => {
  expect(IDS.filter((id) => !CASES[id]?.found.length || !CASES[id].spared.length)).toEqual([])
  expect(Object.keys(CASES).filter((id) => !IDS.includes(id))).toEqual([])
})

test('TP-5 every degree of a rule is met, in both languages, with no blank left and marks inside the text', () => {
  const met = new Set<string>()
  for (const [id, given] of all('found')) {
    const [changes] = Array.isArray(given) ? given : [given]
    const inEnglish = lint(id, given, 'en')
    for (const [at, finding] of lint(id, given).entries()) {
      met.add(`${finding.rule} ${finding.severity}`)
      expect(finding.message).not.toBe(inEnglish[at]?.message)
      expect(`${finding.message} ${inEnglish[at]?.message}`).not.toMatch(/(?<!\{)\{[a-z]+\}(?!\})/)
      const text = textAt({ ...good, ...changes } as TemplateContent, finding.field)
      for (const { start, end } of finding.marks ?? []) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }
  }
  const degrees = [...PLATFORM_RULES, ...PRODUCT_RULES].map(({ id, severity }) => `${id} ${severity}`)
  expect(degrees.filter((degree) => !met.has(degree))).toEqual([])
})

function textAt(template: TemplateContent, field: string): string {
  const [, at, key] = /^buttons\[(\d+)\]\.(\w+)$/.exec(field) ?? []
  const cards = (template as { cards?: { body: string }[] }).cards
  const onCard = /^cards\[(\d+)\]\.body$/.exec(field)?.[1]
  if (onCard !== undefined) return cards?.[Number(onCard)]?.body ?? ''
  const value: unknown =
    at === undefined || key === undefined
      ? template[field as keyof TemplateContent]
      : (template.buttons[Number(at)] as TemplateButton)[key]
  return typeof value === 'string' ? value : ''
}

test('TP-5 an error of c1 or c2 or of the product blocks; c3, c4 and milder ones do not', () => {
  for (const [id, given] of all('found')) {
    for (const { severity, confidence, blocks } of lint(id, given)) {
      expect(blocks).toBe(severity === 'error' && ['c1', 'c2', 'own'].includes(confidence))
    }
  }
})

test('a sound template has no findings, under platform and product rules', () => {
  expect(lintTemplate(good, { lang: 'es', product: true })).toEqual([])
})
