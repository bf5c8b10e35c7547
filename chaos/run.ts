import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chanceOf } from './chance.ts'
import { checkDesk } from './check/desk.ts'
import { type Figure, isBroken } from './check/figure.ts'
import { checkInbound } from './check/inbound.ts'
import { checkOutbound } from './check/outbound.ts'
import { recovery, type Recovery } from './check/recovery.ts'
import { checkRest } from './check/rest.ts'
import { openDesk } from './load/desk.ts'
import { startLoad } from './load/load.ts'
import { quiet } from './quiet.ts'
import { say } from './say.ts'
import type { Scenario } from './scenarios.ts'
import { type Stage, withStage } from './stage.ts'
import { untilWarm } from './warm.ts'
import { readWitness } from './witness.ts'

const QUIET_WITHIN_MS = 90_000

/** What the database may tell about something that broke. */
const LEFT_OVER = {
  raw_event: 'select * from raw_event order by seq limit 1000',
  outbox: 'select * from message where outbox is not null limit 1000',
  early_status: 'select * from early_status limit 1000',
  event_set_aside: 'select * from event_set_aside limit 100',
  process: 'select p.*, (select array_agg(lane) from inbound_lane l where l.process_id = p.id) as lanes from process p',
  channel_lease: 'select * from channel_lease',
  provider_token: 'select key, name, expires_at, lease_id, leased_until, leased_at from provider_token',
  provider_exchange: `select * from provider_exchange where path not like '%/msg' order by id desc limit 1000`,
  fallen: 'select f.*, m.external_id from chaos_fallen f join message m on m.id = f.message_id limit 1000',
  job: `select * from pgboss.job where state <> 'completed' limit 1000`,
}

export interface Outcome {
  scenario: string
  seed: number
  seconds: number
  figures: Figure[]
  broken: Figure[]
  recovery: Recovery
  /** Where ledger, diary and the servers' words were put, when something broke. */
  evidence: string | null
}

export interface RunOptions {
  name: string
  scenario: Scenario
  seed: number
  /** Another program than this folder's, and what its database is told. */
  root?: string
  prepare?: string
}

/** One scenario under load from its start to the verdict. */
export async function run({ name, scenario, seed, ...build }: RunOptions): Promise<Outcome> {
  const begun = Date.now()
  const at = () => Math.round((Date.now() - begun) / 1000)
  return withStage({ seed, ...scenario, ...build }, async (stage) => {
    say(`  ${at()} s: the load begins`)
    const load = startLoad(stage)
    if (!scenario.cold) await untilWarm(stage)
    const desk = scenario.desk ? await openDesk(stage) : null
    await scenario.act(stage, chanceOf(seed, name))
    say(`  ${at()} s: the load ends`)
    await desk?.stop()
    await load.stop()
    const rest = await quiet(stage, scenario.quietWithinMs ?? QUIET_WITHIN_MS)
    say(
      `  ${at()} s: ${rest.quiet ? 'all is quiet' : `still under way: ${rest.left.here} here, ${rest.left.there} at the provider`}`,
    )
    const witness = readWitness(stage.ledgerFile)
    const figures = [
      ...(await checkInbound(stage, witness)),
      ...(await checkOutbound(stage, witness)),
      ...(await checkRest(stage)),
      ...(desk ? await checkDesk(stage, desk) : []),
      { name: 'not quiet in time', value: rest.quiet ? 0 : 1, most: 0 },
      { name: 'quiet after ms', value: rest.afterMs },
    ]
    stage.diary.close()
    const broken = figures.filter(isBroken)
    const found = { figures, broken, recovery: await recovery(stage, witness) }
    return {
      scenario: name,
      seed,
      seconds: at(),
      ...found,
      evidence: broken.length > 0 ? await keep(stage, name) : null,
    }
  })
}

async function keep({ seed, ledgerFile, rig, fleet }: Stage, name: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), `score-chaos-${name}-${seed}-`))
  cpSync(ledgerFile, path.join(folder, 'ledger.jsonl'))
  cpSync(path.join(rig.folder, 'taken.jsonl'), path.join(folder, 'taken.jsonl'))
  const living = fleet.members.map((m) => `--- ${m.name}, still there\n${m.server?.output()}`)
  writeFileSync(path.join(folder, 'servers.log'), [...fleet.lastWords, ...living].join('\n'))
  writeFileSync(path.join(folder, 'blows.json'), JSON.stringify(fleet.blows, null, 1))
  for (const [what, query] of Object.entries(LEFT_OVER))
    writeFileSync(path.join(folder, `${what}.json`), JSON.stringify(await rig.sql(query), null, 1))
  return folder
}
