import { Bytes } from './bytes.ts'
import { formatOf } from './format.ts'
import { CHAT_LIMITS, type ChatType } from './limits.ts'
import { readMp4 } from './mp4.ts'

/** What a file that somebody attaches is to be sent as (WS-5): by its bytes, the whole or a good beginning. What nothing
 *  takes is judged as what it comes nearest to. */
export function chatTypeOf(all: Uint8Array, declaredType: string): ChatType {
  const bytes = new Bytes(all)
  const format = formatOf(bytes)
  if (format === 'mp4' && readMp4(bytes)?.videoCodecs.length === 0) return 'AUDIO'
  const taken = (['IMAGE', 'VIDEO', 'DOCUMENT', 'AUDIO'] as const).find((type) =>
    CHAT_LIMITS[type].formats.includes(format),
  )
  if (taken) return taken
  return (
    (['IMAGE', 'VIDEO', 'AUDIO'] as const).find((type) => declaredType.startsWith(`${type.toLowerCase()}/`)) ??
    'DOCUMENT'
  )
}
