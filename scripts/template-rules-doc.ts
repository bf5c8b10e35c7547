// Writes docs/template-rules.md from the rules of the lint. `--check` writes nothing and fails when it is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { CONFIDENCES, GROUPS, groupOf, RULE_SHEETS, type RuleSheet } from '../src/rules/template-lint/catalog.ts'
import { ELSEWHERE, PLACES } from '../src/rules/template-lint/elsewhere.ts'
import { LINT_SETTINGS } from '../src/rules/template-lint/settings.ts'

const FILE = 'docs/template-rules.md'

const SETTING_MEANINGS: Record<keyof typeof LINT_SETTINGS, string> = {
  bodyLength: 'BODY-02, BODY-03: a longer body is warned of',
  utilityEmojis: 'BODY-05: more emojis in Utility are warned of',
  wordsPerVariable: 'VAR-13: fewer fixed words than this for each variable, and one more, are an error or a warning',
  copyCodeLength: 'BTN-21: a longer code is warned of; above 20 it is an error',
  warnOfCopyCodeInUtility: 'BTN-22: whether it is judged',
  warnOfSignsOnly: 'VAR-10, VAR-12: whether they are judged',
  warnOfRepeatedNumber: 'VAR-04: whether it is judged',
  megabyte: 'MED-11, PRD-06: bytes in an MB',
}

function sheetText({ id, degrees, sources, mends }: RuleSheet): string {
  const lines = degrees.flatMap(({ severity, confidence, says }) => [
    `- **${severity}**, ${confidence}`,
    `  - es: ${says.es}`,
    `  - en: ${says.en}`,
  ])
  const from = `Source: ${sources.map(({ en }) => en).join('; ')}. Mend: ${mends ? 'yes' : 'no'}.`
  return [`### ${id}`, '', ...lines, '', from].join('\n')
}

const groups = [...Map.groupBy(RULE_SHEETS, groupOf)].map(([letters, sheets]) =>
  [`## ${GROUPS[letters]?.en ?? letters}`, ...sheets.map(sheetText)].join('\n\n'),
)

const elsewhere = [...Map.groupBy(ELSEWHERE, ({ place }) => place)].map(([place, rows]) =>
  [`### ${PLACES[place].en}`, '', ...rows.map(({ id, en }) => `- ${id}: ${en}`)].join('\n'),
)

const text = `# Template rules

What the lint says of a template (TP-5), by rule. It is the same in the wizard, on the server and in
\`npm run -s lint-templates\`; the product shows this list at \`/reglas-de-plantillas\`. This page is generated from
\`src/rules/template-lint/rules.ts\` by \`npm run template-rules\`; how to add a rule stands in \`docs/adding-things.md\`.

An **error** is refused, a **warning** may be rejected or moved to another category, **advice** is a hint. Confidence:
${Object.entries(CONFIDENCES)
  .map(([key, { en }]) => `${key}: ${en[0]?.toLowerCase()}${en.slice(1)}`)
  .join('; ')}. An error of c3 or c4 can be overruled by a person.
A **mend** repairs by one click. "…" is filled in from the template.

## Settings

What the sources contradict each other about can be set in the options of \`lintTemplate\`
(\`src/rules/template-lint/settings.ts\`):

| setting | default | meaning |
| --- | --- | --- |
${Object.entries(LINT_SETTINGS)
  .map(
    ([key, value]) =>
      `| \`${key}\` | \`${JSON.stringify(value).replaceAll('"', '')}\` | ${SETTING_MEANINGS[key as keyof typeof LINT_SETTINGS]} |`,
  )
  .join('\n')}

${groups.join('\n\n')}

## Not judged by the lint

${elsewhere.join('\n\n')}
`

if (process.argv.includes('--check')) {
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    console.error(`stale: ${FILE}; run: npm run template-rules`)
    process.exitCode = 1
  }
} else writeFileSync(FILE, text)
