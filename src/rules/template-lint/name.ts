import { lengthOf } from '../characters.ts'
import { toTechnicalName } from '../template-names.ts'
import { REPLACE, rule, tooMany } from './rule.ts'

const LETTERS = /^[a-z0-9_]+$/

const corrected = (name: string) => {
  const value = toTechnicalName(name)
  return value === '' ? {} : { mend: { label: REPLACE, value } }
}

export const nameRules = [
  rule(
    'NAME-01',
    'error',
    'c1',
    ({ name }) =>
      name !== '' &&
      !LETTERS.test(name) && {
        field: 'name',
        es: 'Usa solo minúsculas sin tilde, números y guion bajo.',
        en: 'Use only lower-case letters without accents, digits and underscores.',
        ...corrected(name),
      },
  ),

  rule('NAME-02', 'error', 'c1', ({ name }) => {
    if (name === '') return { field: 'name', es: 'Escribe el nombre técnico.', en: 'Write the technical name.' }
    return lengthOf(name) > 512 && { field: 'name', ...tooMany(lengthOf(name) - 512, 512) }
  }),

  rule(
    'NAME-03',
    'error',
    'c1',
    ({ name, language, siblings }) =>
      siblings.some((other) => other.name === name && other.language === language) && {
        field: 'name',
        es: 'Ya hay una plantilla con este nombre en este idioma: cambia uno de los dos.',
        en: 'There is a template with this name in this language already: change one of the two.',
      },
  ),

  rule('NAME-04', 'error', 'c2', ({ name, category, siblings }) => {
    const tied = siblings.find((other) => other.name === name && other.category !== category)
    return (
      tied && {
        field: 'category',
        es: `El nombre «${name}» ya está unido a la categoría ${tied.category}: elige esa u otro nombre.`,
        en: `The name "${name}" is already tied to the category ${tied.category}: choose that one or another name.`,
      }
    )
  }),

  rule(
    'NAME-08',
    'warning',
    'c4',
    ({ name, body }) =>
      name === 'test' &&
      body?.text !== 'Hello {{1}}' && {
        field: 'name',
        es: 'Meta reserva el nombre «test» para un solo texto: usa otro nombre.',
        en: 'Meta keeps the name "test" for one single text: use another name.',
      },
  ),

  rule(
    'NAME-09',
    'advice',
    'c3',
    ({ name }) =>
      /^(?:plantilla|template|mensaje|message|msg|prueba|test)?_*\d+$|^(?:plantilla|template|mensaje|message|msg)$/.test(
        name,
      ) && {
        field: 'name',
        es: 'Nómbrala por su uso, por ejemplo pedido_enviado_v2.',
        en: 'Name it after its use, for example order_shipped_v2.',
      },
  ),

  rule(
    'NAME-10',
    'advice',
    'own',
    ({ name }) =>
      LETTERS.test(name) &&
      name.includes('__') && {
        field: 'name',
        es: 'Tiene guiones bajos repetidos: basta uno.',
        en: 'It has repeated underscores: one is enough.',
        ...corrected(name),
      },
  ),
]
