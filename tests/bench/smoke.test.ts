import { afterAll, beforeAll, expect, test } from 'vitest'
import { isFaultless } from '../../bench/ingest/check.ts'
import { run } from '../../bench/ingest/run.ts'
import { openStage } from '../../bench/ingest/stage.ts'
import { openRig, type Rig } from '../../bench/rig/rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
}, 120_000)
afterAll(() => rig.close())

test('the ingest bench runs, and what it sent is stored once and stands where it should', async () => {
  const stage = await openStage(rig, 0.005)
  const figures = await run(stage, { rate: 200, seconds: 3, warmUpSeconds: 1 })
  expect(Object.keys(figures.statuses)).toEqual(['200'])
  expect(figures.answeredPerSecond).toBeGreaterThan(0)
  expect(figures.faults).toSatisfy(isFaultless)
}, 60_000)
