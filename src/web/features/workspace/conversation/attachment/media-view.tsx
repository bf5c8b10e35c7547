import { useState } from 'react'
import { FileRow } from './file-row.tsx'
import type { Media } from './media.ts'
import { NotHere } from './not-here.tsx'
import { Picture } from './picture.tsx'
import { Player } from './player.tsx'

interface Props {
  media: Media
  /** What the message says it is. */
  kind: string
  from: string
}

/** A file in a conversation, by what its bytes are. What the browser cannot show after all can be downloaded. */
export function MediaView({ media, kind, from }: Props) {
  const [broken, setBroken] = useState(false)
  const onBroken = () => setBroken(true)
  if (media.state !== 'stored') return <NotHere media={media} kind={kind} />
  if (broken || media.form === 'file') return <FileRow media={media} kind={kind} />
  if (media.form === 'image') return <Picture media={media} kind={kind} from={from} onBroken={onBroken} />
  return <Player media={media} form={media.form} kind={kind} from={from} onBroken={onBroken} />
}
