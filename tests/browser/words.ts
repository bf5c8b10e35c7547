import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Lang } from './browser.ts'

type Words = { [key: string]: string | Words }
const folder = path.join(import.meta.dirname, '../../src/web/i18n')

/** The screen's own words: `w('channels:integrate')`, `w('requests:take')`; `{{x}}` filled from `values`. */
export function words(lang: Lang) {
  const all = Object.fromEntries(
    readdirSync(path.join(folder, lang)).map((file) => [
      path.parse(file).name,
      JSON.parse(readFileSync(path.join(folder, lang, file), 'utf8')) as Words,
    ]),
  )
  return (key: string, values: Record<string, string> = {}): string => {
    const [namespace = '', at = ''] = key.split(':')
    const found = at
      .split('.')
      .reduce<string | Words | undefined>(
        (inner, part) => (typeof inner === 'object' ? inner[part] : undefined),
        all[namespace],
      )
    if (typeof found !== 'string') throw new Error(`no words for ${key} in ${lang}`)
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  }
}
