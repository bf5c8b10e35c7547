import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { asCtx, type Visit } from '../../context.ts'
import { judge } from '../../http/os.ts'
import { Refusal } from '../../refusal.ts'
import { endingOf, formOf } from './form.ts'
import { getSeenMedia } from './see-media.ts'
import { sendStored } from './send-stored.ts'

/** The bytes of a file, for whoever may read its message. */
export function serveMedia(app: FastifyInstance, visitOf: (req: FastifyRequest) => Promise<Visit>): void {
  app.get<{ Params: { id: string }; Querystring: { download?: string } }>('/api/media/:id', async (req, reply) => {
    const visit = await visitOf(req)
    judge('workspace.read', visit)
    const { id } = req.params
    if (!z.uuid().safeParse(id).success) throw new Refusal('invalid', {}, [{ field: 'id', message: 'id' }])
    const ctx = asCtx(visit)
    const file = await ctx.inTenant((tx) => getSeenMedia(tx, ctx, id))
    if (file.state !== 'stored') throw new Refusal('not_found')

    const form = formOf(file.kind, file.detected_type)
    return sendStored(visit, req, reply, {
      id: file.id,
      key: file.storage_key!,
      bytes: file.bytes!,
      sha256: file.sha256!,
      name: file.file_name ?? `${file.kind}-${file.id.slice(-8)}${endingOf(file.detected_type)}`,
      shownAs: form === 'file' ? null : file.detected_type,
    })
  })
}
