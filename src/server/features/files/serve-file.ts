import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { asCtx, type Visit } from '../../context.ts'
import { judge } from '../../http/os.ts'
import { Refusal } from '../../refusal.ts'
import { sendStored } from '../media/send-stored.ts'
import { getSeenFile } from './see-file.ts'

/** The bytes of a file of ours. What is a document stays a download. */
export function serveFiles(app: FastifyInstance, visitOf: (req: FastifyRequest) => Promise<Visit>): void {
  app.get<{ Params: { id: string } }>('/api/files/:id', async (req, reply) => {
    const visit = await visitOf(req)
    judge('files.use', visit)
    const { id } = req.params
    if (!z.uuid().safeParse(id).success) throw new Refusal('invalid', {}, [{ field: 'id', message: 'id' }])
    const ctx = asCtx(visit)
    const file = await ctx.inTenant((tx) => getSeenFile(tx, ctx, id))
    const { storage_key: key, bytes, sha256, file_name: name, kind, mime } = file
    const shownAs = kind === 'document' ? null : mime
    return sendStored(visit, req, reply, { id, key, bytes, sha256, name, shownAs })
  })
}
