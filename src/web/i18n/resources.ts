import type { ResourceLanguage } from 'i18next'

/** `./es/channels.json` is the namespace `channels`: a feature adds its words by adding its file. */
export function byNamespace(files: Record<string, unknown>): ResourceLanguage {
  const entries = Object.entries(files).map(([file, words]) => [/([\w-]+)\.json$/.exec(file)?.[1] ?? file, words])
  return Object.fromEntries(entries) as ResourceLanguage
}
