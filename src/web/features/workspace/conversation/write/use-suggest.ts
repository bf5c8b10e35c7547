import { type KeyboardEvent, useId, useState } from 'react'

/** A list to choose from while typing goes on: arrows walk, Enter and Tab choose, Escape closes. */
export function useSuggest<T>(items: readonly T[], opened: boolean, onChoose: (item: T) => void, onClose: () => void) {
  const id = useId()
  // Another list begins at its first.
  const [spot, setSpot] = useState({ of: items, at: 0 })
  const active = spot.of === items ? spot.at : 0

  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!opened || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = items[active]
    if (step !== 0 && items.length > 0) setSpot({ of: items, at: (active + step + items.length) % items.length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen !== undefined) onChoose(chosen)
    else if (event.key === 'Escape') onClose()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return {
    id,
    active,
    onKeyDown,
    optionId: (index: number) => `${id}-${index}`,
    /** Tells screen readers what is chosen while the focus stays in the field. */
    field: opened
      ? ({
          'aria-autocomplete': 'list',
          'aria-controls': id,
          ...(items.length > 0 && { 'aria-activedescendant': `${id}-${active}` }),
        } as const)
      : {},
  }
}
