import { plain } from '../characters.ts'
import { REPLACE, rule } from './rule.ts'
import type { Reading } from './reading.ts'

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
function nearest(language: string) {
  const code = language.trim().toLowerCase().replaceAll('-', '_')
  const value = KNOWN.get(code) ?? KNOWN.get(code.split('_')[0] ?? '')
  return value ? { mend: { label: REPLACE, value } } : {}
}

const STOP_WORDS = Object.entries({
  es: 'de la que el en y los para con tu su por',
  en: 'the of and to in for your is with',
  pt: 'de que não para com uma você',
}).map(([language, words]) => ({ language, words: new Set(words.split(' ').map(plain)) }))

function wordsOf({ header, body, footer }: Reading): string[] {
  const text = `${header?.text ?? ''}\n${body?.text ?? ''}\n${footer ?? ''}`.replace(/\{\{[^}]*\}\}|https?:\S+/g, ' ')
  return plain(text).match(/[a-z]+/g) ?? []
}

export const languageRules = [
  rule(
    'LANG-01',
    'error',
    'c1',
    ({ language }) =>
      !LANGUAGES.includes(language.replaceAll('-', '_')) && {
        field: 'language',
        es: 'WhatsApp no conoce este código de idioma: elige uno de la lista.',
        en: 'WhatsApp does not know this language code: choose one from the list.',
        ...nearest(language),
      },
  ),

  rule(
    'LANG-02',
    'error',
    'c1',
    ({ language }) =>
      language.includes('-') && {
        field: 'language',
        es: 'El idioma y el país se separan con guion bajo, como es_PE.',
        en: 'Language and country are separated by an underscore, as in es_PE.',
        ...nearest(language),
      },
  ),

  rule('LANG-03', 'warning', 'c3', (reading) => {
    const words = wordsOf(reading)
    const hits = STOP_WORDS.map((list) => ({ ...list, hits: words.filter((word) => list.words.has(word)).length }))
    const chosen = hits.find(({ language }) => language === reading.language.split(/[_-]/)[0]?.toLowerCase())
    return (
      chosen &&
      hits.some((other) => other !== chosen && other.hits > 3 && other.hits >= 2 * chosen.hits) && {
        field: 'language',
        es: 'El texto no parece estar en el idioma elegido: cambia el idioma o traduce el texto.',
        en: 'The text does not seem to be in the chosen language: change the language or translate the text.',
      }
    )
  }),
]
