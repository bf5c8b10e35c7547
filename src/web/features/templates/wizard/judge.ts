import type { Finding } from '../../../../rules/finding.ts'
import { checkValue } from '../../../../rules/parameter-values.ts'
import type { Lang, Sentence } from '../../../../rules/template.ts'
import { formField } from '../../../../rules/template-form.ts'
import { lintTemplate } from '../../../../rules/template-lint/lint-template.ts'
import type { Account, Sibling } from '../../../../rules/template-lint/reading.ts'
import { askedParameters, contentOf, type Values } from './values.ts'

/** Everything that can be said of the request as it stands: the lint's findings and what only this form asks for. */
export function judge(values: Values, lang: Lang, siblings: readonly Sibling[], account?: Account): Finding[] {
  const content = contentOf(values)
  // What is not written yet is missing, not empty: said once.
  const body = content.body?.trim() === '' ? null : content.body
  const found = lintTemplate({ ...content, body }, { lang, product: true, siblings, ...(account && { account }) })
  return [...formFindings(values, lang), ...found]
}

export const NAME_TAKEN = 'NAME-03'

/** Where the wizard shows it. A name that is taken in one language may be free in another, which is chosen a step later. */
export const placeOf = (finding: Finding): string => (finding.rule === NAME_TAKEN ? 'language' : formField(finding))

/** May be overruled by the person: an error of which one cannot be sure (TP-5). */
export const canBeOverruled = ({ severity, blocks }: Finding): boolean => severity === 'error' && !blocks

/** Explained in the list of rules; the others are this form's own. */
export const isOfRulebook = ({ rule }: Finding): boolean => !rule.startsWith('TP-')

function formFindings(values: Values, lang: Lang): Finding[] {
  const missing = (field: string, rule: string, words: Sentence): Finding => ({
    rule,
    field,
    severity: 'error',
    confidence: 'own',
    blocks: true,
    message: words[lang],
  })
  const parameters = askedParameters(values)
  return [
    ...(values.displayName.trim() === '' ? [missing('displayName', 'TP-4', NAME_IT)] : []),
    ...(values.category === null ? [missing('category', 'STR-05', CHOOSE_CATEGORY)] : []),
    ...parameters
      .filter(({ name }) => name.trim() === '')
      .map(({ n }) => missing(`parameters[${n}].name`, 'TP-4', NAME_PARAMETER)),
    ...parameters.flatMap((parameter) =>
      checkValue(parameter, parameter.sample, lang)
        .filter(({ rule }) => rule === 'TP-4')
        .map(({ message }) => ({
          ...missing(`examples.${parameter.n}`, 'TP-4', { es: message, en: message }),
        })),
    ),
  ]
}

const NAME_IT: Sentence = {
  es: 'Escribe el nombre que verán tus agentes.',
  en: 'Write the name your agents will see.',
}
const CHOOSE_CATEGORY: Sentence = { es: 'Elige la categoría.', en: 'Choose the category.' }
const NAME_PARAMETER: Sentence = {
  es: 'Ponle un nombre: es lo que verá tu agente al llenarlo.',
  en: 'Give it a name: your agent sees it when filling it in.',
}
