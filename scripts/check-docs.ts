// What the documents name must exist: paths from the root, links, npm commands.
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'

const documents = ['README.md', 'AGENTS.md', ...globSync('docs/**/*.md')].filter((file) => existsSync(file)).toSorted()
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

const fromRoot = /^(src|simulator|scripts|tests|migrations|docs|bench|chaos|\.ci)\/[\w@.*{},/-]*$/
const ofNpm = ['ci', 'install', 'run']

/** Texts between backticks, and the lines of code blocks. */
function codeOf(text: string): string[] {
  const block = /^ *```.*\n([^]*?)^ *```/gm
  return [
    ...[...text.matchAll(block)].flatMap(([, lines = '']) => lines.split('\n')),
    ...[...text.replaceAll(block, '').matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside),
  ]
}

function faultsOf(document: string): string[] {
  const text = readFileSync(document, 'utf8')
  const code = codeOf(text)
  const paths = code.flatMap((line) => line.split(/[\s:,;()'"]+/)).filter((word) => fromRoot.test(word))
  const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map(([, link = '']) => link)
  const commands = code.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run )?(?:-\S+ )?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
  )
  return [
    ...paths
      .filter((word) => !word.includes('NNN') && globSync(word).length === 0)
      .map((word) => `${word} is not there`),
    ...links
      .filter((link) => !existsSync(path.join(path.dirname(document), link)))
      .map((link) => `${link} is not there`),
    ...commands
      .filter((name) => !(name in scripts) && !ofNpm.includes(name))
      .map((name) => `npm has no "${name}" here`),
  ].map((fault) => `${document}: ${fault}`)
}

const faults = new Set(documents.flatMap(faultsOf))
for (const fault of faults) console.error(fault)
if (faults.size > 0) process.exitCode = 1
