import type { Finding } from '../../../rules/finding.ts'
import type { Lang } from '../../../rules/template.ts'
import { judgedContent } from '../../../rules/template-form.ts'
import { lintTemplate } from '../../../rules/template-lint/lint-template.ts'

type Written = Parameters<typeof judgedContent>[0]

/** Other types, a carousel say, are no kinds of header. */
const HEADERS = ['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO', 'LOCATION']

/** By the platform's rules alone: what this product adds is none of Meta's reasons (TP-5). Samples lie at the provider. */
export function judgeTemplate(written: Written, lang: Lang): Finding[] {
  const content = judgedContent({ ...written, ...ownTextOf(written) })
  const header = HEADERS.includes(written.type) ? content.header : written.header
  return lintTemplate({ ...content, header }, { lang, sampled: true })
}

/** The text of Authentication is WhatsApp's: it is not judged. */
const ownTextOf = ({ category }: Written) => category === 'AUTHENTICATION' && { body: '', buttons: [], footer: null }
