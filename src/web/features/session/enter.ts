/** Leaves for the page that was wanted, loading everything afresh for whoever has just signed in. */
export function enter(wanted: string | undefined): void {
  const inside = wanted?.startsWith('/') && !wanted.startsWith('//') && !wanted.startsWith('/\\')
  location.assign(inside && wanted ? wanted : '/')
}
