/** The address with more options for its connections (`-c role=…`). Those that it carries stay, and ours win: pg would take
 *  the address's alone, and a role that is not taken on is a wall that does not stand. */
export function withOptions(url: string, options: string): string {
  const address = new URL(url)
  const given = address.searchParams.get('options')
  address.searchParams.set('options', given === null ? options : `${given} ${options}`)
  return address.href
}
