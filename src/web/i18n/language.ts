import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export type Language = 'es' | 'en'

const remembered = 'score.language'
const load = { es: () => import('./es.ts'), en: () => import('./en.ts') }

/** Before anyone has signed in: what was chosen here last, else the browser's, else Spanish. */
function firstLanguage(): Language {
  const wanted = localStorage.getItem(remembered) ?? navigator.language
  return wanted.startsWith('en') ? 'en' : 'es'
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    resources: {},
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  })
  await speak(firstLanguage())
}

/** Loads the words of a language once and switches every screen to it. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'ui')) {
    const { words } = await load[language]()
    for (const [namespace, bundle] of Object.entries(words)) i18next.addResourceBundle(language, namespace, bundle)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(remembered, language)
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'es')
