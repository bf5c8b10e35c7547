import i18next from 'i18next'
import type * as z from 'zod'
import type { StoredFile } from '../../contract/files.ts'
import type { Problem } from '../../contract/problems.ts'
import type { ChatType, MediaUse } from '../../rules/media/limits.ts'

export type UploadedFile = z.infer<typeof StoredFile>

/** Why a file was not taken, as sentences. */
export class UploadRefused extends Error {
  readonly reasons: string[]
  constructor(reasons: string[]) {
    super(reasons.join(' '))
    this.reasons = reasons
  }
}

interface Options {
  /** From 0 to 1. */
  onProgress: (part: number) => void
  signal: AbortSignal
  /** Whose limits hold. */
  use?: MediaUse
}

/** Puts a file on the server. By XMLHttpRequest, since `fetch` tells nothing of how far it is.
 *  @throws UploadRefused */
export function uploadFile(file: File, type: ChatType, options: Options): Promise<UploadedFile> {
  const { onProgress, signal, use = 'template' } = options
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const unreachable = () => reject(new UploadRefused([i18next.t('ui:problem.unreachable')]))
    request.open('POST', `/api/files?type=${type}&use=${use}`)
    request.setRequestHeader('accept-language', i18next.language)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(request.response as UploadedFile)
      else reject(new UploadRefused(reasonsOf(request.response as Partial<Problem> | null)))
    })
    request.addEventListener('error', unreachable)
    request.addEventListener('abort', unreachable)
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

function reasonsOf(problem: Partial<Problem> | null): string[] {
  const told = problem?.errors?.map(({ message }) => message).filter((message) => message !== '') ?? []
  return told.length > 0 ? told : [problem?.title ?? i18next.t('ui:problem.unreachable')]
}
