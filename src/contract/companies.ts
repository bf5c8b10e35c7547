import * as z from 'zod'
import { bareWord } from '../rules/routing.ts'
import { id, nothing, pageOf, paging, route, search, time } from './route.ts'

const optionalText = (max: number) => z.string().trim().max(max).nullable()

export const CompanyProfile = z.object({
  name: z.string().trim().min(1).max(120),
  legalName: optionalText(200),
  taxId: optionalText(30),
  country: z.string().length(2),
  address: optionalText(256),
  website: optionalText(256),
  email: optionalText(128),
  timeZone: z.string().max(60),
})

/** TK-6: what opting out sounds like, as a message of its own. */
export const CompanySettings = z.object({
  optOutWords: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(40)
        .refine((word) => bareWord(word) !== '', { error: 'without_letters' }),
    )
    .min(1)
    .max(20),
  /** WS-10: whether WhatsApp is told what its holder has read of a ticket. */
  readReceipts: z.boolean(),
})

export const NewCompany = z.object({
  name: z.string().trim().min(1).max(120),
  country: z.string().length(2).default('PE'),
  timeZone: z.string().max(60).default('America/Lima'),
  ownerName: z.string().trim().min(1).max(120),
  ownerEmail: z.email().max(128),
})

export const CompanyRow = z.object({
  id,
  name: z.string(),
  createdAt: time,
  people: z.number(),
  channels: z.number(),
  /** Null until somebody has accepted. */
  ownerEmail: z.string().nullable(),
  /** Of the first owner, while nobody has accepted it; it may have expired. */
  invitation: z.object({ name: z.string(), email: z.string(), expiresAt: time, expired: z.boolean() }).nullable(),
  note: z.string().nullable(),
})

export const companies = {
  profile: route('company.read', {
    method: 'GET',
    path: '/company',
    summary: 'Profile of the active company',
    tag: 'company',
  }).output(CompanyProfile),
  updateProfile: route('company.write', {
    method: 'PUT',
    path: '/company',
    summary: 'Change the profile',
    tag: 'company',
  })
    .input(CompanyProfile)
    .output(nothing),
  settings: route('company.write', {
    method: 'GET',
    path: '/company/settings',
    summary: 'Settings of the active company',
    tag: 'company',
  }).output(CompanySettings),
  updateSettings: route('company.write', {
    method: 'PUT',
    path: '/company/settings',
    summary: 'Change the settings that are given',
    tag: 'company',
  })
    .input(CompanySettings.partial())
    .output(CompanySettings),
  list: route('operator.console', {
    method: 'GET',
    path: '/operator/companies',
    summary: 'All companies, the newest first',
    tag: 'operator',
  })
    .input(z.object({ ...paging, cursor: id.optional(), search }))
    .output(pageOf(CompanyRow).extend({ total: z.number() })),
  create: route('operator.console', {
    method: 'POST',
    path: '/operator/companies',
    summary: 'Create a company and invite its owner',
    tag: 'operator',
  })
    .input(NewCompany)
    .output(z.object({ id, invitationLink: z.string() })),
  note: route('operator.console', {
    method: 'PUT',
    path: '/operator/companies/{companyId}/note',
    summary: 'Write what operators should know of a company',
    tag: 'operator',
  })
    .input(z.object({ companyId: id, note: optionalText(2000) }))
    .output(nothing),
  inviteOwner: route('operator.console', {
    method: 'POST',
    path: '/operator/companies/{companyId}/owner-invitation',
    summary: 'Invite the first owner anew: the former link ends',
    tag: 'operator',
  })
    .input(NewCompany.pick({ ownerName: true, ownerEmail: true }).extend({ companyId: id }))
    .output(z.object({ invitationLink: z.string(), expiresAt: time })),
}
