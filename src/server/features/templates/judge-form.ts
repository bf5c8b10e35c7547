import type { Finding } from '../../../rules/finding.ts'
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
  /** What it changes without WhatsApp: its faults stand already and are passed over. */
  stands?: Form | undefined
}

/** TP-5: the browser has judged already, but only this counts. Gives the rules that the person overruled. */
export function mustBeSound({ lang }: Ctx, form: Form, { siblings, account, overrides, stands }: Beside): string[] {
  const errorsOf = (judged: Form) =>
    lintTemplate(judgedForm(judged), { lang, product: true, siblings, account }).filter(
      ({ severity }) => severity === 'error',
    )
  const old = new Set(stands && errorsOf(stands).map(placeOf))
  const errors = errorsOf(form).filter((finding) => !old.has(placeOf(finding)))
  const standing = errors.filter((finding) => finding.blocks || !overrides.includes(finding.rule))
  if (standing.length > 0) {
    throw new Refusal(
      'template_refused',
      {},
      standing.map(({ field, rule, message }) => ({ field: formField({ rule, field }), rule, message })),
    )
  }
  if (!stands) mustHaveOneHeader(form, lang)
  return errors.map((finding) => finding.rule)
}

const placeOf = ({ rule, field }: Finding) => `${rule} ${field}`

/** A header is a text or a file; the lint is given one of them and cannot tell (HDR-11). */
function mustHaveOneHeader({ category, type, header }: Form, lang: Ctx['lang']): void {
  if (category === 'AUTHENTICATION' || type === 'TEXT' || header === null) return
  throw new Refusal('template_refused', {}, [{ field: 'header', rule: 'HDR-11', message: ONE_HEADER[lang] }])
}

const ONE_HEADER: Sentence = {
  es: 'Quita el texto del encabezado: en este tipo de plantilla ahí va el archivo.',
  en: 'Remove the text of the header: in this type of template the file stands there.',
}
