import { hasEmoji, lengthOf, plain } from './characters.ts'
import {
  ACCESSORIES,
  GENERIC,
  GIVEN_NAMES,
  JOINING,
  OFFICIAL,
  PLACES,
  PROHIBITED_EN,
  PROHIBITED_ES,
  SURNAMES,
} from './display-name-words.ts'
import { blocks, type Confidence, type Finding, type Severity } from './finding.ts'
import type { Lang, Sentence } from './template.ts'

/** What is known beside the name; what is absent is not judged. */
export interface NameContext {
  website?: string | null
  /** When the name that customers see now was set. */
  setAt?: Date
  now?: Date
}

type NameRule = {
  id: string
  severity: Severity
  confidence: Confidence
  breaks: (name: string, context: NameContext) => boolean
  say: Sentence
}

const words = (name: string): string[] => plain(name).match(/[a-z0-9]+/g) ?? []
/** Without articles and prepositions. */
const telling = (name: string) => words(name).filter((word) => !JOINING.has(word))
const SETTLES_MS = 30 * 86_400_000

const isPlace = (name: string): boolean => {
  const all = words(name)
  // Places of one and two words, one after the other, and nothing else.
  const fits = (from: number): boolean =>
    from === all.length ||
    [1, 2].some(
      (length) =>
        from + length <= all.length && PLACES.has(all.slice(from, from + length).join(' ')) && fits(from + length),
    )
  return all.length > 0 && fits(0)
}

/** A given name first, and after it nothing but given names and surnames. */
const isPerson = (name: string): boolean => {
  const [first = '', ...rest] = telling(name)
  return (
    rest.length > 0 &&
    rest.length < 4 &&
    GIVEN_NAMES.has(first) &&
    rest.every((word) => SURNAMES.has(word) || GIVEN_NAMES.has(word)) &&
    SURNAMES.has(rest.at(-1)!)
  )
}

/** In Spanish the thing sold stands first or last ("Vinos del Valle"), in English last ("ABC Wine", not "ABC Wine Glasses"). */
const sellsProhibited = (name: string): boolean => {
  const all = telling(name)
  if (all.some((word) => ACCESSORIES.has(word))) return false
  const [first = '', last = ''] = [all[0], all.at(-1)]
  return PROHIBITED_ES.has(first) || PROHIBITED_ES.has(last) || PROHIBITED_EN.has(last)
}

/** Neither a word of the name nor its initials stand in the address of the website or profile. */
const isAway = (name: string, website: string | null | undefined): boolean => {
  if (!website || !URL.canParse(website)) return false
  const { hostname, pathname } = new URL(website)
  const address = plain(decoded(hostname + pathname)).replace(/[^a-z0-9]/g, '')
  const own = telling(name).filter((word) => !GENERIC.has(word) && word.length > 2)
  const initials = telling(name)
    .map((word) => word[0])
    .join('')
  return (
    own.length > 0 &&
    !own.some((word) => address.includes(word)) &&
    !(initials.length > 2 && address.includes(initials))
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** All are hints: what Meta decides, it decides by looking at the business. */
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
    breaks: (name) =>
      (/\p{Lu}{2}/u.test(name) && !/\p{Ll}/u.test(name) && (name.match(/\p{Lu}/gu) ?? []).length > 5) ||
      (/\p{Ll}{3}/u.test(name) && !/[\p{Lu}\d]/u.test(name)) ||
      /(?:\p{Ll}\p{Lu}){2}/u.test(name),
    say: {
      es: 'Usa mayúsculas como en un nombre propio: ni todo en mayúsculas ni todo en minúsculas, salvo que sea una sigla o tu marca se escriba así.',
      en: 'Use capitals as in a proper name: neither all capitals nor none, unless it is an acronym or your brand is written so.',
    },
  },
  {
    id: 'DN-03',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => hasEmoji(name) || /[\p{So}\u2190-\u2BFF\u{1D400}-\u{1D7FF}\uFF01-\uFF5E]/u.test(name),
    say: {
      es: 'Quita emojis, adornos, letras decorativas y los signos ™ ® ©.',
      en: 'Remove emojis, ornaments, fancy letters and the signs ™ ® ©.',
    },
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
    breaks: (name) =>
      /https?:|www\.|[\p{L}\d-]{2}\.(?:com|net|org|info|biz|io|app|shop|store|online|site|pe|mx|cl|ar|co|ec|bo|br|es)(?![\p{L}\d])/iu.test(
        name,
      ),
    say: {
      es: 'No uses una dirección web, salvo que tu marca se escriba así.',
      en: 'Do not use a web address, unless your brand is written that way.',
    },
  },
  {
    id: 'DN-06',
    severity: 'warning',
    confidence: 'c1',
    breaks: isPerson,
    say: {
      es: 'Parece el nombre de una persona: WhatsApp pide el del negocio.',
      en: "It looks like a person's name: WhatsApp asks for that of the business.",
    },
  },
  {
    id: 'DN-07',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) => telling(name).length > 0 && telling(name).every((word) => GENERIC.has(word)),
    say: {
      es: 'Solo dice a qué te dedicas: agrega tu marca.',
      en: 'It only says what you do: add your brand.',
    },
  },
  {
    id: 'DN-08',
    severity: 'warning',
    confidence: 'c3',
    breaks: isPlace,
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
    breaks: (name) =>
      /wh?ats? ?app?|\bwasap|\bguasap|facebook|\bface ?book|instagram|\binsta\b|\bmeta\b/.test(plain(name)),
    say: {
      es: 'No nombres a WhatsApp, Facebook, Instagram ni Meta.',
      en: 'Do not name WhatsApp, Facebook, Instagram or Meta.',
    },
  },
  {
    id: 'DN-11',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name) =>
      /\S (?:powered )?by \S|\b(?:distribuidor|distribuidora|representante|agente|agencia|revendedor|franquicia|partner|reseller|dealer)s? (?:oficial |autorizad[oa] )?(?:de|of)\b|\b(?:una (?:marca|empresa)|un (?:producto|servicio)) de\b/.test(
        plain(name),
      ),
    say: {
      es: 'Nombra a otra empresa: usa solo el nombre de la tuya, no «Marca by Empresa».',
      en: 'It names another company: use only the name of yours, not “Brand by Company”.',
    },
  },
  {
    id: 'DN-12',
    severity: 'warning',
    confidence: 'c3',
    breaks: (name, { website }) => isAway(name, website),
    say: {
      es: 'No se reconoce en la dirección de tu sitio web: comprueba que allí aparezca escrito exactamente igual.',
      en: 'It is not recognised in the address of your website: make sure that it is written there exactly so.',
    },
  },
  {
    id: 'DN-13',
    severity: 'warning',
    confidence: 'c3',
    breaks: sellsProhibited,
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
  {
    id: 'DN-15',
    severity: 'advice',
    confidence: 'c4',
    breaks: (_name, { setAt, now = new Date() }) => setAt !== undefined && now.getTime() - setAt.getTime() < SETTLES_MS,
    say: {
      es: 'Se fijó hace menos de 30 días: WhatsApp no suele aceptar otro cambio antes.',
      en: 'It was set less than 30 days ago: WhatsApp rarely accepts another change before.',
    },
  },
]

/** What Meta's review may hold against the business name that customers see. An empty name is the form's affair. */
export function checkDisplayName(name: string, lang: Lang, context: NameContext = {}): Finding[] {
  const trimmed = name.trim()
  if (trimmed === '') return []
  return RULES.filter((rule) => rule.breaks(trimmed, context)).map(({ id, severity, confidence, say }) => ({
    rule: id,
    severity,
    confidence,
    field: 'businessName',
    message: say[lang],
    blocks: blocks(severity, confidence),
  }))
}
