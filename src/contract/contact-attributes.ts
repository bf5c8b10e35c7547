import * as z from 'zod'
import { ATTRIBUTE_TYPES, MOST_ATTRIBUTES } from '../rules/attributes.ts'
import { nothing, route } from './route.ts'

const label = z.string().trim().min(1).max(60)
const options = z.array(z.string().trim().min(1).max(60)).max(100)
const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

export const ContactAttribute = z.object({ key, label, type: z.enum(ATTRIBUTE_TYPES), options })

/** What a company wants to know of its contacts. */
export const contactAttributes = {
  attributes: route('contacts.read', {
    method: 'GET',
    path: '/contact-attributes',
    summary: 'Attributes of contacts, in their order',
    tag: 'contacts',
  }).output(z.array(ContactAttribute)),
  saveAttributes: route('company.write', {
    method: 'PUT',
    path: '/contact-attributes',
    summary: 'Say which attributes contacts have; what is left out rests with its values, and a key keeps its type',
    tag: 'contacts',
  })
    .input(z.object({ items: z.array(ContactAttribute).max(MOST_ATTRIBUTES) }))
    .output(nothing),
}
