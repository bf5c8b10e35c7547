import styles from './photo-circle.module.css'

/** The round photo of a profile, or the first letter of its name. Decoration: the name stands beside it. */
export function PhotoCircle({ fileId, name, size }: { fileId: string | null; name: string; size: number }) {
  return (
    <span className={styles.circle} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden>
      {fileId ? <img src={`/api/files/${fileId}`} alt="" /> : name.trim().charAt(0).toUpperCase()}
    </span>
  )
}
