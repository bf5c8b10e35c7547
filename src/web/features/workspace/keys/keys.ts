/** WS-10: what one key does in the Workspace, in the order of the help sheet. */
export const keys = {
  list: {
    search: ['/'],
    nextUnread: ['u'],
    newMessage: ['n'],
    back: ['Escape'],
    help: ['?'],
  },
  ticket: {
    take: ['t'],
    write: ['e', 'm'],
    note: ['o'],
    sendTemplate: ['p'],
    transfer: ['x'],
    close: ['c'],
  },
} as const

export type KeyAction = keyof (typeof keys)['list'] | keyof (typeof keys)['ticket']

const keysOf: Record<KeyAction, readonly string[]> = { ...keys.list, ...keys.ticket }
const actionOf = new Map(
  Object.entries(keysOf).flatMap(([action, each]) => each.map((key) => [key, action as KeyAction])),
)

/** As `aria-keyshortcuts` wants them. */
export const ariaKeys = (action: KeyAction): string => keysOf[action].join(' ')

export interface Press {
  key: string
  /** Ctrl, Alt or Meta: the browser's own. */
  modified: boolean
  shift: boolean
  repeated: boolean
}

export interface Scene {
  /** The focus is where letters are written. */
  typing: boolean
  /** A dialog, menu or list of choices is open: keys are its own. */
  layered: boolean
  /** Somebody else has taken this key. */
  handled: boolean
  /** WCAG 2.1.4: a person can turn off what happens by one character. */
  singleKeys: boolean
}

/** What a key is to do now; undefined leaves it alone. */
export function keyAction({ key, modified, shift, repeated }: Press, scene: Scene): KeyAction | undefined {
  if (modified || repeated || scene.layered || scene.handled) return undefined
  const isCharacter = key.length === 1
  if (isCharacter && (scene.typing || !scene.singleKeys)) return undefined
  // Some keyboards need Shift for / and ?, none for a letter.
  if (shift && /^[a-z]$/i.test(key)) return undefined
  return actionOf.get(isCharacter ? key.toLowerCase() : key)
}

/** The next of those after the one that is open, from the top again after the last. */
export function nextUnread<T extends { id: string; unread: number }>(
  rows: readonly T[],
  open: string | undefined,
): T | undefined {
  const at = rows.findIndex(({ id }) => id === open)
  return [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].find(({ unread }) => unread > 0)
}
