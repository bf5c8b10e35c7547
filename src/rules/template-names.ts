import { plain } from './characters.ts'

/** The technical name to offer for what somebody typed; may be empty when no letter or digit is in it (NAME-10). */
export function toTechnicalName(displayName: string): string {
  return plain(displayName)
    .replace(/[\s\-_]+/g, '_')
    .replace(/[^a-z0-9_]/g, '')
    .replace(/_+/g, '_')
    .replace(/^_/, '')
    .slice(0, 512)
    .replace(/_$/, '')
}
