/** "Español (Perú)" for `es_PE`, in the reader's language; what is no language code comes back as it is. */
export function languageName(code: string, locale: string): string {
  try {
    const names = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' })
    const name = names.of(code.replaceAll('_', '-')) ?? code
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  } catch {
    return code
  }
}
