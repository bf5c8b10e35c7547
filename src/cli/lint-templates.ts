// API-4: a template on each line of standard input, its findings as one line of JSON on standard output.
import { parseArgs } from 'node:util'
import type { TemplateContent } from '../rules/template.ts'
import { lintTemplate } from '../rules/template-lint/lint-template.ts'
import { answerLines } from './json-lines.ts'

const USAGE = `npm run -s lint-templates -- [--product] [--lang es|en] < templates.jsonl
  --product  also what this product allows of all that WhatsApp does
  --lang     the language of the sentences; es
`

function asked() {
  try {
    const { values } = parseArgs({
      options: { product: { type: 'boolean', default: false }, lang: { type: 'string', default: 'es' } },
    })
    const { lang, product } = values
    if (lang !== 'es' && lang !== 'en') throw new Error('--lang is es or en')
    return { lang, product } as const
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}

const options = asked()

await answerLines((value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('This is JSON, but no template: an object is expected.')
  }
  const id = 'id' in value && ['string', 'number'].includes(typeof value.id) ? value.id : null
  // The lint takes whatever stands in the fields.
  const findings = lintTemplate(value as TemplateContent, options)
  return { id, findings: findings.map(({ rule, severity, field, message }) => ({ rule, severity, field, message })) }
})
