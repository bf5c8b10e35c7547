/** Held until what is given back is called, by as many tabs as want to. Every tab of the browser can tell, and one that dies
 *  lets go by itself. `changed` is called when it is held, and when it is let go. */
export function holdShared(name: string, changed?: () => void): () => void {
  const end = new AbortController()
  const ended = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()))
  void navigator.locks
    .request(name, { mode: 'shared' }, () => {
      changed?.()
      return ended
    })
    .then(changed)
  return () => end.abort()
}

/** What follows the prefix in the names of all that is held. */
export async function heldUnder(prefix: string): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])))
}
