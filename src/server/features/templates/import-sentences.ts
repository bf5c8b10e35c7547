import type { Sentence } from '../../../rules/template.ts'

/** What a file itself can have wrong; the templates in it are judged by WhatsApp's rules. */
export const csvRules = {
  'CSV-01': {
    es: 'El archivo está vacío.',
    en: 'The file is empty.',
  },
  'CSV-02': {
    es: 'El archivo no está en UTF-8 (parece {encoding}). En Excel: Guardar como → «CSV UTF-8 (delimitado por comas)».',
    en: 'The file is not UTF-8 (it looks like {encoding}). In Excel: Save as → "CSV UTF-8 (Comma delimited)".',
  },
  'CSV-03': {
    es: 'Esto no es un archivo CSV. En Excel: Guardar como → «CSV UTF-8 (delimitado por comas)».',
    en: 'This is not a CSV file. In Excel: Save as → "CSV UTF-8 (Comma delimited)".',
  },
  'CSV-04': {
    es: 'El archivo pesa más de {megabytes} MB. Divídelo en varios.',
    en: 'The file is larger than {megabytes} MB. Split it into several.',
  },
  'CSV-05': {
    es: 'El archivo tiene {lines} plantillas; se importan hasta {most} a la vez. Divídelo en varios.',
    en: 'The file has {lines} templates; up to {most} are imported at a time. Split it into several.',
  },
  'CSV-06': {
    es: 'En la línea {line} hay unas comillas que no se cierran.',
    en: 'On line {line} a quotation mark is never closed.',
  },
  'CSV-07': {
    es: 'Faltan columnas: {columns}. La primera línea debe llevar los nombres de las columnas.',
    en: 'Columns are missing: {columns}. The first line must hold the names of the columns.',
  },
  'CSV-08': {
    es: 'La columna «{heading}» está dos veces.',
    en: 'The column "{heading}" is there twice.',
  },
  'CSV-09': {
    es: 'No conocemos la columna «{heading}»: lo que contiene no se usa.',
    en: 'The column "{heading}" is not known: what it holds is not used.',
  },
  'CSV-10': {
    es: 'La línea tiene más celdas que columnas: quizás falta poner entre comillas un texto con «{delimiter}».',
    en: 'The line has more cells than columns: perhaps a text with "{delimiter}" lacks its quotation marks.',
  },
  'CSV-11': {
    es: 'Falta este dato.',
    en: 'This is missing.',
  },
  'CSV-12': {
    es: '«{value}» no vale aquí. Usa: {choices}.',
    en: '"{value}" does not work here. Use: {choices}.',
  },
  'CSV-13': {
    es: 'Esto no vale aquí, o es demasiado largo.',
    en: 'This does not work here, or is too long.',
  },
  'CSV-14': {
    es: 'El cuerpo no tiene {variable}: este parámetro no se usa.',
    en: 'The body has no {variable}: this parameter is not used.',
  },
  'CSV-15': {
    es: 'WhatsApp redacta las plantillas de Authentication: esto no se usa.',
    en: 'WhatsApp words Authentication templates itself: this is not used.',
  },
  'CSV-16': {
    es: 'El encabezado de texto solo va con el tipo texto; con este tipo encabeza el archivo.',
    en: 'A text header goes with type text only; with this type the file heads the message.',
  },
  'CSV-17': {
    es: 'Ese nombre y ese idioma ya están en la línea {line}.',
    en: 'This name and language stand on line {line} already.',
  },
  'CSV-18': {
    es: 'Ya hay un borrador con este nombre en este idioma.',
    en: 'There is a draft with this name in this language already.',
  },
} as const satisfies Record<string, Sentence>

export type CsvRule = keyof typeof csvRules

export const csvSentence = (rule: CsvRule, lang: keyof Sentence, data: Record<string, string | number> = {}): string =>
  csvRules[rule][lang].replace(/\{(\w+)\}/g, (written, key: string) => String(data[key] ?? written))
