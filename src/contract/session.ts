import * as z from 'zod'
import { id, nothing, route } from './route.ts'

const role = z.enum(['owner', 'admin', 'agent'])

export const Session = z.object({
  person: z.object({ id, name: z.string(), email: z.string(), locale: z.enum(['es', 'en']), twoFactor: z.boolean() }),
  isOperator: z.boolean(),
  companies: z.array(z.object({ id, name: z.string(), role })),
  active: z
    .object({ id, name: z.string(), role, agentMode: z.boolean(), country: z.string(), timeZone: z.string() })
    .nullable(),
})

export const About = z.object({
  platformName: z.string(),
  providerName: z.string(),
  sandbox: z.boolean(),
  /** Where the customer's phone can be played, in sandbox mode. */
  phonePageUrl: z.string().nullable(),
  /** Where somebody plays WhatsApp and Gupshup, in sandbox mode. */
  controlPageUrl: z.string().nullable(),
  /** Days an approval is said to take. */
  estimateDays: z.object({ from: z.number(), to: z.number() }),
})

export const session = {
  about: route('anyone', {
    method: 'GET',
    path: '/about',
    summary: 'Names and mode of this installation',
    tag: 'session',
  }).output(About),
  get: route('signed-in', {
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and where',
    tag: 'session',
  }).output(Session),
  enterCompany: route('signed-in', {
    method: 'POST',
    path: '/session/company',
    summary: 'Make one of my companies the active one',
    tag: 'session',
  })
    .input(z.object({ companyId: id }))
    .output(nothing),
}
