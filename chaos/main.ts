import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

import { builds, tryBuild } from './broken.ts'
import { circumstances } from './circumstances.ts'
import { report } from './report.ts'
import { run } from './run.ts'
import { say } from './say.ts'
import { scenarios } from './scenarios.ts'

const USAGE = `npm run chaos [-- NAME] [--seed N] [--json]
  NAME     one of these; without it all, one after the other
${Object.entries(scenarios)
  .map(([name, { about }]) => `           ${name.padEnd(16)}${about}`)
  .join('\n')}
           broken          builds that were broken on purpose, each of which must be caught
  --seed   the same one gives the same blows and the same contents
  --json   one line of JSON on stdout for each
`

function asked() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed)
    const [name] = positionals
    if (!Number.isInteger(seed)) throw new Error('the seed is a whole number')
    if (name !== undefined && name !== 'broken' && !(name in scenarios)) throw new Error(`${name} is not known`)
    return { names: name === undefined ? Object.keys(scenarios) : [name], seed, json: values.json }
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}

const { names, seed, json } = asked()
const tell = (result: object) => void (json && process.stdout.write(`${JSON.stringify(result)}\n`))
let failed = false
for (const name of names) {
  if (name === 'broken') {
    for (const build of Object.keys(builds)) {
      const result = await tryBuild(build, seed)
      failed ||= !result.caught
      tell({ chaos: name, ...circumstances(), seed, ...result })
    }
    continue
  }
  const scenario = scenarios[name]!
  say(`${name}, seed ${seed}: ${scenario.about}`)
  const outcome = await run({ name, scenario, seed })
  report(outcome)
  failed ||= outcome.broken.length > 0
  tell({ chaos: name, ...circumstances(), ...outcome })
}
process.exit(failed ? 1 : 0)
