import type { Finding } from '../finding.ts'
import type { TemplateButton, TemplateContent } from '../template.ts'

/** The template with a finding's mend in place; without a mend, or where its field is gone, the template itself. */
export function applyMend(
  template: TemplateContent,
  { field, mend }: { field: string; mend?: Pick<NonNullable<Finding['mend']>, 'value' | 'examples'> | undefined },
): TemplateContent {
  if (!mend) return template
  const mended = { ...template, ...(mend.examples && { examples: mend.examples }) }
  const [, at, key] = /^buttons\[(\d+)\]\.(\w+)$/.exec(field) ?? []
  if (at === undefined || key === undefined) return { ...mended, [field]: mend.value }
  const buttons: TemplateButton[] = Array.isArray(template.buttons) ? template.buttons : []
  return { ...mended, buttons: buttons.map((old, nth) => (nth === Number(at) ? { ...old, [key]: mend.value } : old)) }
}
