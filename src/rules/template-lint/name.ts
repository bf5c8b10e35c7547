import { lengthOf } from '../characters.ts'
import { toTechnicalName } from '../template-names.ts'
import { type Rule, SHORTEN, tooLong } from './rule.ts'
import type { Reading } from './reading.ts'

const LETTERS = /^[a-z0-9_]+$/
const corrected = ({ name }: Reading) => toTechnicalName(name)

export const nameRules: Rule[] = [
  {
    id: 'NAME-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['management'],
    es: 'Usa solo minúsculas sin tilde, números y guion bajo.',
    en: 'Use only lower-case letters without accents, digits and underscores.',
    find: ({ name }) => name !== '' && !LETTERS.test(name) && 'name',
    mend: corrected,
  },
  {
    id: 'NAME-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['management'],
    es: 'Escribe el nombre técnico.',
    en: 'Write the technical name.',
    find: ({ name }) => name === '' && 'name',
  },
  {
    id: 'NAME-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['management'],
    ...SHORTEN,
    find: ({ name }) => tooLong('name', lengthOf(name), 512),
  },
  {
    id: 'NAME-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['management', 'answers'],
    es: 'Ya hay una plantilla con este nombre en este idioma: cambia uno de los dos.',
    en: 'There is a template with this name in this language already: change one of the two.',
    find: ({ name, language, siblings }) =>
      siblings.some((other) => other.name === name && other.language === language) && 'name',
  },
  {
    id: 'NAME-04',
    severity: 'error',
    confidence: 'c2',
    sources: ['answers'],
    es: 'El nombre «{name}» ya está unido a la categoría {category}: elige esa u otro nombre.',
    en: 'The name "{name}" is already tied to the category {category}: choose that one or another name.',
    find: ({ name, category, siblings }) => {
      const tied = siblings.find((other) => other.name === name && other.category !== category)
      return tied && { field: 'category', fill: { name, category: tied.category } }
    },
  },
  {
    id: 'NAME-05',
    severity: 'error',
    confidence: 'c1',
    sources: ['management', 'answers'],
    es: 'WhatsApp reserva este nombre hasta 30 días porque se borró una plantilla con él: usa otro, por ejemplo con _v2.',
    en: 'WhatsApp keeps this name back for up to 30 days, since a template with it was deleted: use another, such as one with _v2.',
    find: ({ name, language, account }) =>
      account.reservedNames?.some(
        (held) => held.name === name && (held.language === undefined || held.language === language),
      ) && 'name',
  },
  {
    id: 'NAME-08',
    severity: 'warning',
    confidence: 'c4',
    sources: ['manager'],
    es: 'Meta reserva el nombre «test» para un solo texto: usa otro nombre.',
    en: 'Meta keeps the name "test" for one single text: use another name.',
    find: ({ name, body }) => name === 'test' && body?.text !== 'Hello {{1}}' && 'name',
  },
  {
    id: 'NAME-09',
    severity: 'advice',
    confidence: 'c3',
    sources: ['providers'],
    es: 'Nómbrala por su uso, por ejemplo pedido_enviado_v2.',
    en: 'Name it after its use, for example order_shipped_v2.',
    find: ({ name }) =>
      /^(?:plantilla|template|mensaje|message|msg|prueba|test)?_*\d+$|^(?:plantilla|template|mensaje|message|msg)$/.test(
        name,
      ) && 'name',
  },
  {
    id: 'NAME-10',
    severity: 'advice',
    confidence: 'own',
    sources: ['product'],
    es: 'Tiene guiones bajos repetidos: basta uno.',
    en: 'It has repeated underscores: one is enough.',
    find: ({ name }) => LETTERS.test(name) && name.includes('__') && 'name',
    mend: corrected,
  },
]
