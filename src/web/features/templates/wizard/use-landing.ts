import { useEffect, useRef, useState } from 'react'

interface Landing {
  on: 'heading' | 'error'
}

/** Where the focus goes once the next step is drawn: to its heading, or to the first thing to mend. */
export function useLanding(first: Landing | null = null) {
  const panel = useRef<HTMLDivElement>(null)
  const [landing, setLanding] = useState(first)
  useEffect(() => {
    if (!landing) return
    const wrong = panel.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] [role="radio"]')
    const heading = panel.current?.querySelector<HTMLElement>('h2')
    if (landing.on === 'error' && wrong) wrong.focus()
    else heading?.focus()
  }, [landing])
  return { panel, land: (on: Landing['on']) => setLanding({ on }) }
}
