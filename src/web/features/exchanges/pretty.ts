/** JSON with its lines, also where a form carries JSON in a field; whatever else as it is. */
export function pretty(text: string | null): string | null {
  if (text === null || text === '') return null
  const read = parsed(text)
  if (typeof read !== 'object' || read === null) return text
  return JSON.stringify(read, (_key, value: unknown) => (typeof value === 'string' ? unfolded(value) : value), 2)
}

function unfolded(value: string): unknown {
  if (!/^[[{]/.test(value)) return value
  const read = parsed(value)
  return typeof read === 'object' ? read : value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
