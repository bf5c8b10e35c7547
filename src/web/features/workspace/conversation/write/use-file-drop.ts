import { useEffect, useRef, useState } from 'react'

const bringsFiles = (event: DragEvent) =>
  event.dataTransfer?.types.includes('Files') === true &&
  // What something nearer takes, or a window that stands before this, is not ours.
  !event.defaultPrevented &&
  document.querySelector('[role="dialog"][aria-modal="true"]') === null

/** Takes files that are dropped anywhere on the page while one can write: beside the field a browser would open them and lose
 *  the page. True while some hover over it. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const take = useRef(onFiles)
  useEffect(() => {
    take.current = onFiles
  })
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!bringsFiles(event)) return
      event.preventDefault()
      take.current([...(event.dataTransfer?.files ?? [])])
    }
    document.addEventListener('dragover', onOver)
    document.addEventListener('dragleave', onLeave)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('dragover', onOver)
      document.removeEventListener('dragleave', onLeave)
      document.removeEventListener('drop', onDrop)
    }
  }, [])
  return over
}
