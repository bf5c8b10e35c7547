import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { judgeMedia } from '../../../rules/media/judge-media.ts'
import type { ChatType, MediaUse } from '../../../rules/media/limits.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { newId } from '../../database/id.ts'
import { Refusal } from '../../refusal.ts'
import { keyOf, StorageFull } from '../../storage/storage.ts'
import { safeName } from '../media/form.ts'
import { type FileRecord, insertFile, insertUpload, useBySha } from './store.ts'

export interface Upload {
  /** The whole, or the beginning of what is too large anyway. */
  bytes: Buffer
  /** Of the whole. */
  size: number
  fileName: string
  declaredType: string
}

/** What it is to be, and how it is to go out. */
export interface Purpose {
  type: ChatType
  use: MediaUse
}

/** TP-9, WS-5: a file is judged by its bytes before anything of it is kept, and kept once per company, by their sum.
 *  @throws Refusal file_refused, storage_full */
export async function keepFile(ctx: Ctx, { type, use }: Purpose, { bytes, size, fileName, declaredType }: Upload) {
  const { media, findings } = judgeMedia(bytes, { fileName, declaredType, size }, type, ctx.lang, use)
  if (media === null)
    throw new Refusal(
      'file_refused',
      {},
      findings.filter(({ severity }) => severity === 'error'),
    )
  const companyId = companyOf(ctx.actor)
  const name = safeName(fileName) ?? 'archivo'
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = newId()
  const { kind, mime, width = null, height = null } = media
  const made = {
    id,
    kind,
    mime,
    bytes: size,
    width,
    height,
    sha256,
    file_name: name,
    storage_key: keyOf(companyId, id),
  }
  const file = (await findKept(ctx, companyId, sha256)) ?? (await keep(ctx, companyId, made, bytes))
  return {
    id: file.id,
    kind,
    type: mime,
    bytes: size,
    width,
    height,
    fileName: name,
    findings: findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
  }
}

/** One whose bytes the disk has lost counts as not kept. */
async function findKept(ctx: Ctx, companyId: string, sha256: string): Promise<FileRecord | undefined> {
  const known = await ctx.inTenant(async (tx) => {
    const file = await useBySha(tx, companyId, sha256)
    if (file) await insertUpload(tx, companyId, file.id, ctx.actor.userId)
    return file
  })
  const stream = known && (await ctx.storage.open(known.storage_key))
  stream?.destroy()
  return stream ? known : undefined
}

async function keep(ctx: Ctx, companyId: string, made: FileRecord, bytes: Buffer): Promise<FileRecord> {
  const { storage } = ctx
  await store(ctx, made.storage_key, bytes)
  const file = await ctx.inTenant(async (tx) => {
    const row = await insertFile(tx, companyId, made, ctx.actor.userId)
    await insertUpload(tx, companyId, row.id, ctx.actor.userId)
    return row
  })
  if (file.id === made.id) return file
  // Somebody was faster, or its bytes were lost: there is one place for them.
  await store(ctx, file.storage_key, bytes)
  await storage.remove(made.storage_key)
  return file
}

async function store({ storage }: Ctx, key: string, bytes: Buffer): Promise<void> {
  try {
    await storage.put(key, Readable.from([bytes]), { bytes: bytes.length, expected: bytes.length })
  } catch (error) {
    if (error instanceof StorageFull) throw new Refusal('storage_full')
    throw error
  }
}
