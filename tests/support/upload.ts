import type { TestServer } from './test-server.ts'

interface UploadOptions {
  type?: string
  use?: 'template' | 'chat'
  name?: string
  contentType?: string
  lang?: string
  origin?: string
}

interface UploadAnswer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

const NAMES: Record<string, string> = { IMAGE: 'foto.png', DOCUMENT: 'boleta.pdf', VIDEO: 'saludo.mp4' }

/** POST /api/files, as the screens do it. */
export async function uploadAs(
  server: TestServer,
  who: { cookie: string },
  bytes: Buffer,
  options: UploadOptions = {},
): Promise<UploadAnswer> {
  const { type, use, name = NAMES[type ?? ''] ?? 'a', contentType = '', lang = 'es', origin = server.url } = options
  const body = new FormData()
  body.set('file', new File([new Uint8Array(bytes)], name, { type: contentType }))
  const answer = await fetch(
    `${server.url}/api/files?${new URLSearchParams({ ...(type && { type }), ...(use && { use }) })}`,
    {
      method: 'POST',
      headers: { cookie: who.cookie, origin, 'accept-language': lang },
      body,
    },
  )
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
}
