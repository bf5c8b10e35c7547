import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { providerAccount } from './provider-account.ts'

const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'score-config-'))
afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }))

const SECRET = 'Zm9yIHRlc3RzIG9ubHksIG5ldmVyIHJlYWwgdmFsdWVz'
const production = { DATA_DIR, SECRET, GUPSHUP_PARTNER_EMAIL: 'operador@example.com' }
const universal = { ...production, GUPSHUP_TOKENS: 'universal' }
const TOKEN = { GUPSHUP_UNIVERSAL_TOKEN: 'a-universal-token-of-the-portal' }
const MINT = { GUPSHUP_PARTNER_ID: '7', GUPSHUP_PARTNER_SECRET: 'of-the-partner' }

describe('how we prove to Gupshup who we are', () => {
  test.each([
    ['classic', { ...production, GUPSHUP_PARTNER_SECRET: 'of-the-partner' }, { kind: 'classic' }],
    ['universal, made', { ...universal, ...MINT }, { credentials: { partnerId: '7', secret: 'of-the-partner' } }],
    ['universal, given', { ...universal, ...TOKEN }, { token: TOKEN.GUPSHUP_UNIVERSAL_TOKEN }],
    ['both', { ...universal, ...TOKEN, ...MINT }, { kind: 'universal', credentials: {}, appTokenHeader: 'bearer' }],
    ['the sandbox', { DATA_DIR }, { kind: 'classic', secret: 'simulator-secret' }],
    ['the sandbox, universal', { DATA_DIR, GUPSHUP_TOKENS: 'universal' }, { credentials: { partnerId: '7' } }],
  ])('%s', (_, env, account) => {
    expect(providerAccount(readConfig(env))).toMatchObject(account)
  })

  test.each([
    ['GUPSHUP_PARTNER_SECRET is missing', production],
    ['set GUPSHUP_TOKENS to universal', { ...production, ...TOKEN, GUPSHUP_PARTNER_SECRET: 'of-the-partner' }],
    ['GUPSHUP_PARTNER_ID and GUPSHUP_PARTNER_SECRET', universal],
    ['GUPSHUP_PARTNER_ID is missing', { ...universal, ...TOKEN, GUPSHUP_PARTNER_SECRET: 'of-the-partner' }],
    ['GUPSHUP_PARTNER_EMAIL is missing; it goes with GUPSHUP_UNIVERSAL_TOKEN', { DATA_DIR, ...TOKEN }],
    ['GUPSHUP_TOKENS must be classic or universal', { ...production, GUPSHUP_TOKENS: 'both' }],
  ])('ST-3 the start is stopped: %s', (words, env) => {
    expect(() => readConfig(env)).toThrow(words)
  })
})

test('lists are read with commas, and bad ones are refused by name', () => {
  const config = readConfig({
    DATA_DIR,
    SECRET_PREVIOUS: `${SECRET}1, ${SECRET}2`,
    GUPSHUP_MEDIA_HOSTS: 'a.example.com',
  })
  expect(config.SECRET_PREVIOUS).toEqual([`${SECRET}1`, `${SECRET}2`])
  expect(config.GUPSHUP_MEDIA_HOSTS).toEqual(['a.example.com'])
  expect(readConfig({ DATA_DIR }).GUPSHUP_MEDIA_HOSTS).toEqual(['filemanager.gupshup.io'])
  expect(() => readConfig({ DATA_DIR, GUPSHUP_MEDIA_HOSTS: 'http://a/b' })).toThrow('GUPSHUP_MEDIA_HOSTS')
  expect(() => readConfig({ DATA_DIR, SECRET_PREVIOUS: 'short' })).toThrow(/^SECRET_PREVIOUS must be/)
})
