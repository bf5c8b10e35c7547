import * as z from 'zod'
import { id, nothing, route, time } from './route.ts'

export const roleName = z.enum(['owner', 'admin', 'agent'])
/** Of 10 or more; whether it is a common one is judged on the server (PE-5). */
export const password = z.string().min(10).max(200)
const personName = z.string().trim().min(1).max(120)

export const Person = z.object({
  userId: id,
  name: z.string(),
  email: z.string(),
  role: roleName,
  active: z.boolean(),
  agentMode: z.boolean(),
  queues: z.array(z.object({ id, name: z.string() })),
})

export const Invitation = z.object({ id, name: z.string(), email: z.string(), role: roleName, expiresAt: time })

export const InvitePerson = z.object({ name: personName, email: z.email().max(128), role: z.enum(['admin', 'agent']) })

/** The link works once, for 72 hours (PE-2). */
const InvitationLink = z.object({ id, link: z.string(), expiresAt: time })

export const people = {
  list: route('people.read', {
    method: 'GET',
    path: '/people',
    summary: 'People of the company',
    tag: 'people',
  }).output(z.array(Person)),
  update: route('people.write', {
    method: 'PATCH',
    path: '/people/{userId}',
    summary: 'Role, agent mode, active or not',
    tag: 'people',
  })
    .input(
      z.object({
        userId: id,
        role: z.enum(['admin', 'agent']).optional(),
        active: z.boolean().optional(),
        agentMode: z.boolean().optional(),
      }),
    )
    .output(nothing),
  transferOwnership: route('company.transfer', {
    method: 'POST',
    path: '/people/{userId}/ownership',
    summary: 'Make this person the owner',
    tag: 'people',
  })
    .input(z.object({ userId: id }))
    .output(nothing),
  invitations: route('people.read', {
    method: 'GET',
    path: '/invitations',
    summary: 'Open invitations',
    tag: 'people',
  }).output(z.array(Invitation)),
  invite: route('people.write', { method: 'POST', path: '/invitations', summary: 'Invite a person', tag: 'people' })
    .input(InvitePerson)
    .output(InvitationLink),
  withdrawInvitation: route('people.write', {
    method: 'DELETE',
    path: '/invitations/{id}',
    summary: 'Withdraw an invitation',
    tag: 'people',
  })
    .input(z.object({ id }))
    .output(nothing),
  openInvitation: route('anyone', {
    method: 'GET',
    path: '/invitation-links/{token}',
    summary: 'What an invitation link is for',
    tag: 'people',
  })
    .input(z.object({ token: z.string().max(200) }))
    .output(
      z.object({
        companyName: z.string(),
        name: z.string(),
        email: z.string(),
        role: roleName,
        hasAccount: z.boolean(),
      }),
    ),
  acceptInvitation: route('anyone', {
    method: 'POST',
    path: '/invitation-links/{token}',
    summary: 'Accept an invitation',
    tag: 'people',
  })
    .input(z.object({ token: z.string().max(200), name: personName, password }))
    .output(z.object({ email: z.string() })),
}
