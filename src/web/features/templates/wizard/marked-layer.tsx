import { useEffect, useRef } from 'react'
import type { Mark } from '../../../ui/formatted-text.tsx'
import styles from './marked-layer.module.css'

interface Props {
  text: string
  marks: readonly Mark[]
  area: { current: HTMLTextAreaElement | null }
}

/** Lies behind the text that is being written and colours the words that a finding is about; the finding names them too. */
export function MarkedLayer({ text, marks, area }: Props) {
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const written = area.current
    if (!written) return undefined
    const follow = () => {
      if (layer.current) layer.current.scrollTop = written.scrollTop
    }
    written.addEventListener('scroll', follow)
    return () => written.removeEventListener('scroll', follow)
  }, [area])
  return (
    <div ref={layer} className={styles.layer} aria-hidden="true" data-testid="marked">
      {piecesOf(text, marks).map(({ at, piece, tone }) =>
        tone ? (
          <mark key={at} data-tone={tone}>
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
      {/* A last empty line would have no height. */}
      {'\u200B'}
    </div>
  )
}

interface Piece {
  at: number
  piece: string
  tone?: Mark['tone']
}

const GRAVITY: readonly Mark['tone'][] = ['advice', 'warning', 'error']

/** The text cut where marks begin and end; where several lie upon each other the gravest shows. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const edges = [0, text.length, ...marks.flatMap(({ start, end }) => [start, end])]
  const cuts = [...new Set(edges.filter((at) => at >= 0 && at <= text.length))].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((at, nth) => {
    const tones = marks.filter(({ start, end }) => start <= at && end > at).map(({ tone }) => tone)
    const tone = GRAVITY.findLast((each) => tones.includes(each))
    return { at, piece: text.slice(at, cuts[nth + 1]), ...(tone && { tone }) }
  })
}
