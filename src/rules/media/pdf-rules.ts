import { rule } from './rule.ts'

export const pdfRules = [
  rule('MED-18', 'error', 'own', ({ pdf }) =>
    pdf?.encrypted
      ? {
          es: 'El PDF está protegido con contraseña. Guárdalo sin protección.',
          en: 'The PDF is protected by a password. Save it without protection.',
        }
      : null,
  ),

  rule('MED-18', 'error', 'own', ({ pdf, partly }) =>
    pdf?.pages === 0 && !partly ? { es: 'El PDF no tiene ninguna página.', en: 'The PDF has no page at all.' } : null,
  ),

  rule('MED-18', 'warning', 'own', ({ pdf, partly }) =>
    pdf?.cut && !partly
      ? {
          es: 'El PDF parece cortado: le falta la marca del final. Ábrelo antes de enviarlo.',
          en: 'The PDF seems cut off: its end mark is missing. Open it before sending it.',
        }
      : null,
  ),
]
