import { type ReactNode, useEffect, useRef } from 'react'
import type { useSuggest } from './use-suggest.ts'
import styles from './write.module.css'

interface Props<T> {
  label: string
  suggest: ReturnType<typeof useSuggest<T>>
  items: readonly T[]
  keyOf: (item: T) => string
  children: (item: T) => ReactNode
  onChoose: (item: T) => void
  /** Instead of an empty list. */
  nothing: ReactNode
  head?: ReactNode
  foot?: ReactNode
}

/** Above the field, for the field keeps the focus. */
export function Suggestions<T>({ label, suggest, items, keyOf, children, onChoose, nothing, head, foot }: Props<T>) {
  const { id, active, optionId } = suggest
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className={styles.suggestions}>
      {head}
      <div ref={list} id={id} role="listbox" aria-label={label} className={styles.options} tabIndex={-1}>
        {items.map((item, index) => (
          <div
            key={keyOf(item)}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={styles.option}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            {children(item)}
          </div>
        ))}
      </div>
      {items.length === 0 && <div className={styles.quiet}>{nothing}</div>}
      {foot && <div className={styles.suggestFoot}>{foot}</div>}
    </div>
  )
}
