/** Every reason to look across companies. A new `asSystem` needs a line here, where a reviewer sees it. */
export const systemUses = {
  'sign-in': 'whose session it is that asks, and which companies the person belongs to',
  'invitation-link': 'an invitation is opened by its secret, before anyone is signed in',
  companies: 'operators create and list companies',
  'channel-requests': "operators' console: requests and health of all companies",
  'channel-connect': 'the Partner road belongs to the operator and walks channels of any company',
  'channel-profiles': 'profiles of all companies that have been on their way for too long',
  'channel-by-key': 'a webhook names its channel by an unguessable key',
  'channel-health': "operators see how every number does, and its key is renewed whoever's it is",
  exchanges: 'the log of exchanges is written for all companies, and operators read what belongs to none',
  'contact-search': 'behind the wall no index of words can be used: a search of contacts names its company itself',
  'contact-erasure': "an erased person's name stands in bells, which belong to people across companies",
  inbound: 'one batch of the inbound pipeline holds events of many companies',
  media: 'files of all companies are fetched one after the other',
  outbound: 'the dispatcher serves the channels of all companies',
  'template-jobs':
    'reconciliation walks the channels of all companies, and what the provider said of a template is written',
  agents: 'who is not there any more is noticed in all companies, and what waits in queues that give out by themselves',
  notifications: "operators' bells, and the bell of a person across companies",
  'provider-tokens': "the partner account's tokens belong to no company",
  'rotate-secret': 'what is sealed for any company is sealed anew',
  sandbox: 'the demo company is laid out at the first start in sandbox mode',
  upkeep:
    'scheduled tidying: interactions past their time, dead leases, what was kept long enough; alarms on ourselves',
  'ticket-search':
    'searching by words: behind row security PostgreSQL uses no index of words; only ids leave, and are read again behind the wall',
  readiness: 'health checks and metrics',
} as const

export type SystemUse = keyof typeof systemUses
