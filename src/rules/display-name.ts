import { hasEmoji, lengthOf, plain } from './characters.ts'
import { blocks, type Confidence, type Finding, type Severity } from './finding.ts'
import type { Lang, Sentence } from './template.ts'

type NameRule = {
  id: string
  severity: Severity
  confidence: Confidence
  breaks: (name: string) => boolean
  say: Sentence
}

const words = (name: string) => plain(name).match(/[a-z0-9ñ]+/g) ?? []
const among = (list: string) => new Set(list.split(', '))

const GENERIC = among(
  'moda, fashion, panaderia, bakery, soporte, support, tienda, shop, store, ventas, sales, restaurante, restaurant, farmacia, pharmacy, ropa, clothes, servicios, services, atencion al cliente, customer service, empresa, company, negocio, business, bodega, salon, hotel, clinica, clinic, colegio, school, noticias, news, ofertas, offers',
)
const PLACES = among(
  'peru, lima, arequipa, trujillo, cusco, cuzco, piura, chiclayo, iquitos, tacna, puno, ica, callao, miraflores, mexico, argentina, buenos aires, chile, santiago, colombia, bogota, ecuador, quito, bolivia, la paz, brasil, brazil, sao paulo, espana, madrid, barcelona, new york, miami, usa, london',
)
const PROHIBITED = among(
  'vino, vinos, wine, wines, cerveza, cervezas, beer, pisco, ron, whisky, licor, licores, liquor, tabaco, tobacco, cigarros, cigarettes, vape, vapes, cannabis, casino, apuestas, betting, armas, guns, drogas, drugs',
)
const OFFICIAL = among(
  'ministerio, municipalidad, gobierno, sunat, reniec, essalud, congreso, ministry, municipality, government',
)

/** DN-06, DN-11, DN-12 and DN-15 need to know people, other companies, the website or the past: a person judges them. */
const RULES: NameRule[] = [
  {
    id: 'DN-01',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => lengthOf(name) < 3,
    say: { es: 'Usa al menos 3 caracteres.', en: 'Use at least 3 characters.' },
  },
  {
    id: 'DN-02',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => /\p{Lu}{2}/u.test(name) && !/\p{Ll}/u.test(name) && (name.match(/\p{Lu}/gu) ?? []).length > 5,
    say: {
      es: 'No lo escribas todo en mayúsculas, salvo que sea una sigla o tu marca.',
      en: 'Do not write it all in capitals, unless it is an acronym or your brand.',
    },
  },
  {
    id: 'DN-03',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => hasEmoji(name) || /[™®©]|[\u2190-\u2BFF]/.test(name),
    say: { es: 'Quita emojis, adornos y los signos ™ ® ©.', en: 'Remove emojis, ornaments and the signs ™ ® ©.' },
  },
  {
    id: 'DN-04',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) =>
      /[!?.,;:*_~=+<>|\\^]{2}|[!?~*_=<>|\\^{}[\]]|^[-.,:;]|[-,:;]$|\s{2}|(?:^| )\p{L}(?: \p{L}){2,}(?: |$)/u.test(name),
    say: {
      es: 'Quita los signos de más, los espacios dobles y los espacios entre letras.',
      en: 'Remove extra punctuation, double spaces and spaces between letters.',
    },
  },
  {
    id: 'DN-05',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => /https?:|www\.|\.(?:com|pe|net|org|io|shop|store)\b/i.test(name),
    say: {
      es: 'No uses una dirección web, salvo que tu marca se escriba así.',
      en: 'Do not use a web address, unless your brand is written that way.',
    },
  },
  {
    id: 'DN-07',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => GENERIC.has(words(name).join(' ')),
    say: { es: 'Es una palabra general: agrega tu marca.', en: 'It is a generic word: add your brand.' },
  },
  {
    id: 'DN-08',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => PLACES.has(words(name).join(' ')),
    say: { es: 'Es solo un lugar: agrega tu marca.', en: 'It is only a place: add your brand.' },
  },
  {
    id: 'DN-09',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => lengthOf(name) > 40 || words(name).length > 5,
    say: {
      es: 'Parece una frase o un lema: deja solo el nombre (5 palabras y 40 caracteres como mucho).',
      en: 'It reads as a sentence or a slogan: keep only the name (5 words and 40 characters at most).',
    },
  },
  {
    id: 'DN-10',
    severity: 'warning',
    confidence: 'c4',
    breaks: (name) => /whats ?app|facebook|instagram|\bmeta\b/.test(plain(name)),
    say: {
      es: 'No nombres a WhatsApp, Facebook, Instagram ni Meta.',
      en: 'Do not name WhatsApp, Facebook, Instagram or Meta.',
    },
  },
  {
    id: 'DN-13',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => PROHIBITED.has(words(name).at(-1) ?? ''),
    say: {
      es: 'Nombra un producto que WhatsApp no permite vender.',
      en: 'It names a product that WhatsApp does not allow to be sold.',
    },
  },
  {
    id: 'DN-14',
    severity: 'advice',
    confidence: 'c3',
    breaks: (name) => words(name).some((word) => OFFICIAL.has(word)),
    say: {
      es: 'Las entidades públicas necesitan además la aprobación de Meta.',
      en: "Public bodies also need Meta's approval.",
    },
  },
]

/** What Meta's review may hold against the business name that customers see. An empty name is the form's affair. */
export function checkDisplayName(name: string, lang: Lang): Finding[] {
  const trimmed = name.trim()
  if (trimmed === '') return []
  return RULES.filter((rule) => rule.breaks(trimmed)).map(({ id, severity, confidence, say }) => ({
    rule: id,
    severity,
    confidence,
    field: 'businessName',
    message: say[lang],
    blocks: blocks(severity, confidence),
  }))
}
