import type { Sentence } from '../../../rules/template.ts'
import { formField } from '../../../rules/template-form.ts'
import { lintTemplate } from '../../../rules/template-lint/lint-template.ts'
import type { Account } from '../../../rules/template-lint/reading.ts'
import type { Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import type { Sibling } from './request-store.ts'
import { type Form, judgedForm } from './template-content.ts'

interface Beside {
  siblings: Sibling[]
  account: Account
  overrides: readonly string[]
}

/** TP-5: the browser has judged already, but only this counts. Gives the rules that the person overruled. */
export function mustBeSound({ lang }: Ctx, form: Form, { siblings, account, overrides }: Beside): string[] {
  const errors = lintTemplate(judgedForm(form), { lang, product: true, siblings, account }).filter(
    (finding) => finding.severity === 'error',
  )
  const standing = errors.filter((finding) => finding.blocks || !overrides.includes(finding.rule))
  if (standing.length > 0) {
    throw new Refusal(
      'template_refused',
      {},
      standing.map(({ field, rule, message }) => ({ field: formField({ rule, field }), rule, message })),
    )
  }
  mustHaveOneHeader(form, lang)
  return errors.map((finding) => finding.rule)
}

/** A header is a text or a file; the lint is given one of them and cannot tell (HDR-11). */
function mustHaveOneHeader({ category, type, header }: Form, lang: Ctx['lang']): void {
  if (category === 'AUTHENTICATION' || type === 'TEXT' || header === null) return
  throw new Refusal('template_refused', {}, [{ field: 'header', rule: 'HDR-11', message: ONE_HEADER[lang] }])
}

const ONE_HEADER: Sentence = {
  es: 'Quita el texto del encabezado: en este tipo de plantilla ahí va el archivo.',
  en: 'Remove the text of the header: in this type of template the file stands there.',
}
