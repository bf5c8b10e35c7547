import { useMemo } from 'react'
import { encode } from 'uqr'
import styles from './qr-code.module.css'

/** A QR code, black on white in both themes because scanners want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = useMemo(() => encode(text, { border: 0 }).data, [text])
  const path = modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ''))).join('')
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${modules.length + 8} ${modules.length + 8}`}
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  )
}
