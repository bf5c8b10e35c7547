import { plain } from '../characters.ts'
import type { Reading } from './reading.ts'
import type { Rule } from './rule.ts'

/** LANG-01, as of November 2025. */
export const LANGUAGES: readonly string[] = `
  af sq ar ar_EG ar_AE ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da prs_AF nl nl_BE en en_GB
  en_US en_AE en_AU en_CA en_GH en_IE en_IN en_JM en_MY en_NZ en_QA en_SG en_UG en_ZA et fil fi fr fr_BE fr_CA fr_CH
  fr_CI fr_MA ka de de_AT de_CH el gu ha he hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb ps_AF fa pl
  pt_BR pt_PT pa ro ru sr si_LK sk sl es es_AR es_CL es_CO es_CR es_DO es_EC es_HN es_MX es_PA es_PE es_ES es_UY sw sv
  ta te th tr uk ur uz vi zu`
  .trim()
  .split(/\s+/)

const KNOWN = new Map(LANGUAGES.map((code) => [code.toLowerCase(), code]))

/** The code WhatsApp knows that was most probably meant, or none. */
function nearest({ language }: Reading) {
  const code = language.trim().toLowerCase().replaceAll('-', '_')
  return KNOWN.get(code) ?? KNOWN.get(code.split('_')[0] ?? '')
}

const STOP_WORDS = Object.entries({
  es: 'de la que el en y los para con tu su por',
  en: 'the of and to in for your is with',
  pt: 'de que não para com uma você',
}).map(([language, words]) => ({ language, words: new Set(words.split(' ').map(plain)) }))

/** How many words of each list the texts have; buttons are too short to tell. */
function hitsOf(reading: Reading): { language: string; hits: number }[] {
  const texts = reading.passages().filter(({ field }) => !field.startsWith('buttons'))
  const words = texts.flatMap(({ folded }) => folded.match(/[a-z]+/g) ?? [])
  return STOP_WORDS.map(({ language, words: list }) => ({
    language,
    hits: words.reduce((count, word) => (list.has(word) ? count + 1 : count), 0),
  }))
}

export const languageRules: Rule[] = [
  {
    id: 'LANG-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['management', 'languages'],
    es: 'WhatsApp no conoce este código de idioma: elige uno de la lista.',
    en: 'WhatsApp does not know this language code: choose one from the list.',
    find: ({ language }) => !LANGUAGES.includes(language.replaceAll('-', '_')) && 'language',
    mend: nearest,
  },
  {
    id: 'LANG-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['management', 'languages'],
    es: 'El idioma y el país se separan con guion bajo, como es_PE.',
    en: 'Language and country are separated by an underscore, as in es_PE.',
    find: ({ language }) => language.includes('-') && 'language',
    mend: nearest,
  },
  {
    id: 'LANG-03',
    severity: 'warning',
    confidence: 'c3',
    sources: ['providers', 'observed'],
    es: 'El texto no parece estar en el idioma elegido: cambia el idioma o traduce el texto.',
    en: 'The text does not seem to be in the chosen language: change the language or translate the text.',
    find: (reading) => {
      const hits = hitsOf(reading)
      const chosen = hits.find(({ language }) => language === reading.language.split(/[_-]/)[0]?.toLowerCase())
      return (
        chosen &&
        hits.some((other) => other !== chosen && other.hits > 3 && other.hits >= 2 * chosen.hits) &&
        'language'
      )
    },
  },
]
