import * as z from 'zod'
import { bareWord } from '../rules/routing.ts'
import { id, nothing, route, time } from './route.ts'

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
})

export const NewCompany = z.object({
  name: z.string().trim().min(1).max(120),
  country: z.string().length(2).default('PE'),
  timeZone: z.string().max(60).default('America/Lima'),
  ownerName: z.string().trim().min(1).max(120),
  ownerEmail: z.email().max(128),
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
    summary: 'Change the settings',
    tag: 'company',
  })
    .input(CompanySettings)
    .output(CompanySettings),
  list: route('operator.console', {
    method: 'GET',
    path: '/operator/companies',
    summary: 'All companies',
    tag: 'operator',
  }).output(
    z.array(
      z.object({
        id,
        name: z.string(),
        createdAt: time,
        people: z.number(),
        channels: z.number(),
        ownerEmail: z.string().nullable(),
      }),
    ),
  ),
  create: route('operator.console', {
    method: 'POST',
    path: '/operator/companies',
    summary: 'Create a company and invite its owner',
    tag: 'operator',
  })
    .input(NewCompany)
    .output(z.object({ id, invitationLink: z.string() })),
}
