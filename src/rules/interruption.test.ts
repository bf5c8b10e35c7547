import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AccountNews,
  CAUSES,
  causeOfFault,
  type Conclusion,
  concludeEvent,
  concludeHealth,
  concludeState,
  concludeWallet,
  limitWord,
} from './interruption.ts'

const check: Conclusion = { do: 'check' }
const end = (...causes: (typeof CAUSES)[number][]): Conclusion => ({ do: 'close', causes, settled: true })
const news = (event: string, status?: string, more: Partial<AccountNews> = {}): AccountNews => ({
  event,
  ...(status === undefined ? {} : { status }),
  ...more,
})

const SENDING = 'RESTRICTED_BIZ_INITIATED_MESSAGING'
const ADDING = 'RESTRICTION_ADD_PHONE_NUMBER_ACTION'
const UNTIL = '2026-03-05T00:00:00.000Z'

const EVENTS: [string, AccountNews, Conclusion[]][] = [
  [
    'a restriction of sending',
    news('status-event', 'ACCOUNT_RESTRICTED', { cause: `${ADDING}, ${SENDING}`, until: UNTIL }),
    [{ do: 'open', cause: 'restricted', detail: SENDING, until: UNTIL }],
  ],
  ['a restriction without kinds', news('status-event', 'ACCOUNT_RESTRICTED'), [{ do: 'open', cause: 'restricted' }]],
  [
    'a restriction of adding numbers alone',
    news('status-event', 'ACCOUNT_RESTRICTED', { cause: ADDING }),
    [{ do: 'warn', warning: ADDING }],
  ],
  [
    'a violation',
    news('status-event', 'ACCOUNT_VIOLATION', { cause: 'GAMBLING' }),
    [{ do: 'warn', warning: 'GAMBLING' }, check],
  ],
  [
    'disabling announced',
    news('status-event', 'SCHEDULE_FOR_DISABLE'),
    [{ do: 'warn', warning: 'SCHEDULE_FOR_DISABLE' }, check],
  ],
  ['disabled', news('status-event', 'DISABLE'), [{ do: 'open', cause: 'disabled' }]],
  ['disabled, other word', news('status-event', 'ACCOUNT_DISABLE'), [{ do: 'open', cause: 'disabled' }]],
  ['banned', news('status-event', 'BANNED'), [{ do: 'open', cause: 'banned' }]],
  [
    'reinstated',
    news('status-event', 'REINSTATE'),
    [{ do: 'close', causes: ['restricted', 'banned', 'disabled'] }, check],
  ],
  ['verified', news('status-event', 'ACCOUNT_VERIFIED'), [check]],
  ['an ad account', news('status-event', 'AD_ACCOUNT_LINKED'), [check]],
  ['live', news('docker-status-event', 'live'), [{ do: 'close', causes: ['disconnected'] }, check]],
  ['disconnected', news('docker-status-event', 'disconnected'), [{ do: 'open', cause: 'disconnected' }]],
  ['a word nobody knows', news('docker-status-event', 'humming'), [check]],
  ['review rejected', news('review-event', 'rejected'), [{ do: 'open', cause: 'disabled' }, check]],
  ['review approved', news('review-event', 'approved'), [check]],
  ['tier raised', news('tier-event', 'UPGRADE', { limit: 'TIER_100K' }), [{ do: 'limit', value: 'TIER_100K' }]],
  ['tier lowered', news('tier-event', 'DOWNGRADE', { limit: 'TIER_2K' }), [check, { do: 'limit', value: 'TIER_2K' }]],
  [
    'flagged',
    news('tier-event', 'FLAGGED', { limit: 'TIER_2K' }),
    [{ do: 'quality', value: 'RED' }, { do: 'warn', warning: 'FLAGGED' }, check, { do: 'limit', value: 'TIER_2K' }],
  ],
  ['unflagged', news('tier-event', 'UNFLAGGED'), [check]],
  ['capability', news('capability-event', undefined, { limit: '1000' }), [{ do: 'limit', value: 'TIER_1K' }]],
  ['capability without a limit', news('capability-event'), []],
  ['name accepted', news('pndn-event', 'approved'), [{ do: 'name', refusal: null }]],
  [
    'name refused',
    news('pndn-event', 'rejected', { cause: 'NAME_NOT_CONSISTENT' }),
    [{ do: 'name', refusal: 'NAME_NOT_CONSISTENT' }],
  ],
  ['name refused without a reason', news('pndn-event', 'rejected'), [{ do: 'name', refusal: 'REJECTED' }]],
  ['name still reviewed', news('pndn-event', 'pending'), []],
  // v3 has Meta's words.
  [
    'v3 restriction',
    news('ACCOUNT_RESTRICTION', 'ACCOUNT_RESTRICTION', { cause: SENDING }),
    [{ do: 'open', cause: 'restricted', detail: SENDING }],
  ],
  ['v3 ban', news('DISABLED_UPDATE', 'DISABLED_UPDATE', { cause: 'DISABLE' }), [{ do: 'open', cause: 'disabled' }]],
  [
    'v3 end of a ban',
    news('DISABLED_UPDATE', 'DISABLED_UPDATE', { cause: 'REINSTATE' }),
    [{ do: 'close', causes: ['restricted', 'banned', 'disabled'] }, check],
  ],
  ['v3 ban without its state', news('DISABLED_UPDATE', 'DISABLED_UPDATE'), [check]],
  ['v3 deleted', news('ACCOUNT_DELETED', 'ACCOUNT_DELETED'), [{ do: 'open', cause: 'disconnected' }]],
  ['v3 partner removed', news('PARTNER_REMOVED', 'PARTNER_REMOVED'), [{ do: 'open', cause: 'disconnected' }]],
  ['v3 verified', news('ACCOUNT_VERIFIED', 'ACCOUNT_VERIFIED'), [check]],
  [
    'v3 quality',
    news('phone_number_quality_update', 'UPGRADE', { limit: 'TIER_10K' }),
    [{ do: 'limit', value: 'TIER_10K' }],
  ],
  ['v3 name', news('phone_number_name_update', 'REJECTED', { cause: 'X' }), [{ do: 'name', refusal: 'X' }]],
  [
    'v3 capability',
    news('business_capability_update', undefined, { limit: '-1' }),
    [{ do: 'limit', value: 'TIER_UNLIMITED' }],
  ],
  ['v3 review', news('account_review_update', 'REJECTED'), [{ do: 'open', cause: 'disabled' }, check]],
  [
    'v3 alert',
    news('account_alerts', 'NONE', { cause: 'OBA_REVOKED' }),
    [{ do: 'warn', warning: 'OBA_REVOKED' }, check],
  ],
  ['what nobody knows', news('something_new'), [check]],
]

describe('CH-13 what an event of the account leads to', () => {
  test.each(EVENTS)('%s', (_, said, expected) => {
    expect(concludeEvent(said)).toEqual(expected)
  })

  test('whatever it says, it never fails, and never opens what only operators or we open', () => {
    const word = fc.option(
      fc.constantFrom(...EVENTS.flatMap(([, e]) => [e.event, e.status ?? '', e.cause ?? '']), '', 'ümläut', '-1'),
      { nil: undefined },
    )
    fc.assert(
      fc.property(word, word, word, word, (event, status, cause, limit) => {
        for (const drawn of concludeEvent({ event: event ?? '', status, cause, limit })) {
          if (drawn.do !== 'open') continue
          expect(['restricted', 'banned', 'disabled', 'disconnected']).toContain(drawn.cause)
        }
      }),
    )
  })
})

const WELL = { accountStatus: 'ACTIVE', dockerStatus: 'CONNECTED', canSendMessage: 'AVAILABLE' }

describe('CH-13 what asking for the state leads to', () => {
  test('a number that is well ends what stopped it, once that has settled', () => {
    expect(concludeState({ ...WELL, phoneQuality: 'GREEN', messagingLimit: 'TIER_2K' })).toEqual([
      end('banned', 'disabled'),
      end('restricted'),
      end('disconnected'),
      { do: 'quality', value: 'GREEN' },
      { do: 'limit', value: 'TIER_2K' },
    ])
  })

  test.each([
    ['banned', { accountStatus: 'BANNED' }, 'banned'],
    ['restricted', { dockerStatus: 'RESTRICTED' }, 'restricted'],
    ['blocked', { canSendMessage: 'BLOCKED' }, 'restricted'],
    ['disconnected', { dockerStatus: 'DISCONNECTED' }, 'disconnected'],
    ['pending', { dockerStatus: 'PENDING' }, 'disconnected'],
    ['migrated', { dockerStatus: 'MIGRATED' }, 'disconnected'],
  ])('%s', (_, state, cause) => {
    const drawn = concludeState({ ...WELL, ...state })
    expect(drawn).toContainEqual(expect.objectContaining({ do: 'open', cause }))
    expect(drawn.filter((d) => d.do === 'close' && (d.causes as readonly string[]).includes(cause))).toEqual([])
  })

  test.each([['UNKNOWN'], ['FLAGGED'], ['RATE_LIMITED'], [undefined]])(
    'MSG-04 %s is no verdict: nothing opens and nothing ends by it',
    (dockerStatus) => {
      const drawn = concludeState({ ...WELL, dockerStatus })
      expect(drawn.filter((d) => d.do === 'open')).toEqual([])
      expect(drawn).not.toContainEqual(end('disconnected'))
      expect(drawn).not.toContainEqual(end('restricted'))
    },
  )

  test('limited is not blocked, and not free either', () => {
    const drawn = concludeState({ ...WELL, canSendMessage: 'LIMITED' })
    expect(drawn).not.toContainEqual(end('restricted'))
    expect(drawn.filter((d) => d.do === 'open')).toEqual([])
  })

  test('an answer that says nothing leads to nothing', () => {
    expect(concludeState({})).toEqual([])
    expect(concludeState({ phoneQuality: 'UNKNOWN', messagingLimit: 'TIER_NOT_SET' })).toEqual([])
  })
})

test('CH-13 health, wallet and faults', () => {
  expect(concludeHealth(false)).toEqual([{ do: 'open', cause: 'unhealthy' }])
  expect(concludeHealth(true)).toEqual([{ do: 'close', causes: ['unhealthy'] }])
  const empty = [{ do: 'open', cause: 'wallet_empty' }]
  expect(concludeWallet({ balance: 0, floor: 0 })).toEqual(empty)
  expect(concludeWallet({ balance: -20, floor: -20 })).toEqual(empty)
  expect(concludeWallet({ balance: -19, floor: -20 })).toEqual([end('wallet_empty')])
  expect(concludeWallet({ balance: 0.5, floor: 5 })).toEqual([end('wallet_empty')])
  expect(['credentials', '1003', '131042', '131031', '131026', undefined].map(causeOfFault)).toEqual([
    'credentials_refused',
    'wallet_empty',
    'wallet_empty',
    'disabled',
    null,
    null,
  ])
})

test('MSG-01 the limit in one set of words', () => {
  expect(['TIER_10K', 'tier_1k', '250', '2000', '-1', '777', 'TIER_NOT_SET', '', undefined].map(limitWord)).toEqual([
    'TIER_10K',
    'TIER_1K',
    'TIER_250',
    'TIER_2K',
    'TIER_UNLIMITED',
    'TIER_777',
    null,
    null,
    null,
  ])
})

test('CH-5 every cause can be opened by something: an event, asking, a fault, or an operator', () => {
  const opened = new Set(['operator'])
  const all = [
    ...EVENTS.flatMap(([, e]) => concludeEvent(e)),
    ...concludeHealth(false),
    ...concludeWallet({ balance: 0, floor: 0 }),
  ]
  for (const drawn of all) if (drawn.do === 'open') opened.add(drawn.cause)
  opened.add(causeOfFault('credentials')!)
  expect([...opened].toSorted()).toEqual([...CAUSES].toSorted())
})
