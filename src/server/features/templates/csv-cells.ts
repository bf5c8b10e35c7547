const FORMULA = /^'*[=+\-@\t\r]/

/** A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV injection); behind ' it is a text. */
const guarded = (cell: string) => (FORMULA.test(cell) ? `'${cell}` : cell)

/** The cell as it was before `guarded`, and with the line breaks that WhatsApp knows. */
export const unguarded = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)

const quoted = (cell: string) => (/[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const lineOf = (row: readonly string[], delimiter: string) =>
  `${row.map((cell) => quoted(guarded(cell))).join(delimiter)}\r\n`

/** With a byte order mark, which tells Excel that this is UTF-8, and line breaks as RFC 4180 has them. */
export function toCsv(rows: readonly (readonly string[])[], delimiter: ',' | ';'): string {
  return `\uFEFF${rows.map((row) => lineOf(row, delimiter)).join('')}`
}

/** The same for what is longer than memory. */
export async function* csvLines(rows: AsyncIterable<readonly string[]>, delimiter: ',' | ';'): AsyncGenerator<string> {
  let text = '\uFEFF'
  for await (const row of rows) {
    text += lineOf(row, delimiter)
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}
