import { lengthOf } from '../characters.ts'
import { bagOf, type Card, type Reading, textOf } from './reading.ts'
import { type Rule, SHORTEN, tooLong } from './rule.ts'

const isOffer = ({ type }: Reading) => /^(?:LIMITED_TIME_OFFER|LTO)$/.test(type)

const shapeOf = ({ header, buttons }: Card) =>
  [header, ...buttons.map((button) => textOf(bagOf(button)['type']))].join(' ')

const cardsWhere = (cards: Card[] | null, holds: (card: Card) => boolean) =>
  (cards ?? []).flatMap((card, at) => (holds(card) ? [`cards[${at}]`] : []))

/** Carousels and limited-time offers, which come from elsewhere and are only judged here. The CAR ids are our own. */
export const formatRules: Rule[] = [
  {
    id: 'HDR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['formats'],
    es: 'Una oferta por tiempo limitado lleva imagen o video en el encabezado, o nada.',
    en: 'A limited-time offer has an image or a video in its header, or none.',
    find: (reading) =>
      isOffer(reading) &&
      (reading.header || (reading.media && !['IMAGE', 'VIDEO'].includes(reading.media.format))) &&
      'header',
  },
  {
    id: 'CAR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['formats'],
    es: 'Un carrusel tiene de 2 a 10 tarjetas y aquí hay {found}: agrega o quita algunas.',
    en: 'A carousel has 2 to 10 cards and there are {found}: add or remove some.',
    find: ({ cards }) =>
      cards && (cards.length < 2 || cards.length > 10) && { field: 'cards', fill: { found: cards.length } },
  },
  {
    id: 'CAR-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['formats'],
    ...SHORTEN,
    find: ({ cards }) =>
      (cards ?? [])
        .map(({ body }, at) => tooLong(`cards[${at}].body`, lengthOf(body ?? ''), 160))
        .filter((fault) => fault !== false),
  },
  {
    id: 'CAR-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['formats'],
    es: 'Cada tarjeta lleva imagen o video, y uno o dos botones: complétala.',
    en: 'Every card has an image or a video, and one or two buttons: complete it.',
    find: ({ cards }) =>
      cardsWhere(
        cards,
        ({ header, buttons }) => !/^(?:IMAGE|VIDEO)$/.test(header) || buttons.length < 1 || buttons.length > 2,
      ),
  },
  {
    id: 'CAR-04',
    severity: 'error',
    confidence: 'c1',
    sources: ['formats'],
    es: 'Todas las tarjetas llevan lo mismo que la primera: la misma clase de encabezado y los mismos botones.',
    en: 'All cards are made like the first one: give this one the same kind of header and the same buttons.',
    find: ({ cards }) => cardsWhere(cards, (card) => shapeOf(card) !== shapeOf(cards?.[0] ?? card)),
  },
]
