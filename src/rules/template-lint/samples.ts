import { keysOf, sampleOf } from './reading.ts'
import { rule } from './rule.ts'

const POOR = /^(?:x+|\.+|-+|\?+|_+|test|prueba|ejemplo|example|sample|muestra|asdf\w*|lorem.*|abc|n\/?a)$/i
const VARIABLE = /\{\{.*\}\}/
const PERSONAL = /[^\s@]+@(?!example\.|[^\s@]*\.example(?:\.|$))[^\s@]+\.\w+|\+\d[\d\s-]{8,}/i

export const sampleRules = [
  rule('VAR-14', 'error', 'c1', (reading) =>
    reading.parts.flatMap((part) =>
      keysOf(part)
        .map((key) => ({ key, ...sampleOf(reading, part, key) }))
        .filter(({ sample }) => sample.trim() === '')
        .map(({ key, field }) => ({
          field,
          es: `Escribe un ejemplo para {{${key}}}.`,
          en: `Write a sample for {{${key}}}.`,
        })),
    ),
  ),

  rule('VAR-15', 'warning', 'c1', (reading) =>
    reading.parts.flatMap((part) =>
      keysOf(part)
        .map((key) => ({ key, ...sampleOf(reading, part, key) }))
        .filter(({ sample }) => POOR.test(sample.trim()) || VARIABLE.test(sample) || PERSONAL.test(sample))
        .map(({ key, field }) => ({
          field,
          es: `Pon en {{${key}}} un ejemplo verosímil e inventado: ni relleno, ni variables, ni datos de alguien.`,
          en: `Give {{${key}}} a lifelike, invented sample: no filler, no variables, nobody's data.`,
        })),
    ),
  ),
]
