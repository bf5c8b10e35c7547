import { byNamespace } from './resources.ts'

export const words = byNamespace(import.meta.glob('./en/*.json', { eager: true, import: 'default' }))
