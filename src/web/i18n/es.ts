import { byNamespace } from './resources.ts'

export const words = byNamespace(import.meta.glob('./es/*.json', { eager: true, import: 'default' }))
