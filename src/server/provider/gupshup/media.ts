import type { Download, FileToSend, Provider, ProviderApp } from '../port.ts'
import { ProviderFault } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import type { Client } from './client.ts'
import type { Bounds, Bytes } from './download.ts'
import type { MediaHosts } from './media-hosts.ts'
import { id, object, text } from './read-json.ts'
import { incomplete } from './verdicts.ts'

const UPLOAD_WITHIN_MS = 60_000
/** Gupshup takes no larger file (reference 4.4). */
const USUAL_BOUNDS: Bounds = { bytes: 100 * 1024 * 1024, withinMs: 120_000 }
const REDIRECTS_AT_MOST = 3

export function media(
  ask: Ask,
  client: Client,
  hosts: MediaHosts,
): Pick<Provider, 'uploadMedia' | 'uploadSample' | 'downloadMedia'> {
  /** Redirects are followed as long as each place is one that files may come from. */
  async function fromUrl(app: ProviderApp, url: URL, bounds: Bounds, redirects = 0): Promise<Bytes> {
    const dispatcher = hosts.dispatcherFor(url)
    if (!dispatcher) throw new ProviderFault('refused', `no file is fetched from ${url.origin}`, { code: 'host' })
    const query = Object.fromEntries(url.searchParams)
    const call: Call = { method: 'GET', path: url.pathname, appId: app.appId, query, repeatable: true }
    const got = await client.download(call, bounds, { base: new URL(url.origin), dispatcher })
    if (got.location === undefined || got.status < 300 || got.status >= 400) return got
    if (redirects === REDIRECTS_AT_MOST) throw new ProviderFault('refused', 'the file is redirected without end')
    return fromUrl(app, locate(got.location, url), bounds, redirects + 1)
  }

  return {
    async uploadMedia(app, file) {
      const call = uploadOf(app, file)
      const key = app.apiKey ?? (await ask.keyOf(app.appId))
      const body = key
        ? await ask.key(key, { ...call, appId: app.appId, path: `/wa/${encodeURIComponent(app.appId)}/wa/media/` })
        : await ask.app(app.appId, { ...call, path: ofApp(app.appId, 'media') })
      const mediaId = id(body.mediaId) ?? id(object(body.media).id)
      if (!mediaId) throw incomplete('mediaId', call)
      return { mediaId }
    },

    async uploadSample(app, file) {
      const call = uploadOf(app, file)
      const key = app.apiKey ?? (await ask.keyOf(app.appId))
      const body = key
        ? await ask.key(key, {
            ...call,
            appId: app.appId,
            path: `/wa/app/${encodeURIComponent(app.appId)}/upload/media`,
          })
        : await ask.app(app.appId, { ...call, path: ofApp(app.appId, 'upload/media') })
      const handle = text(object(body.handleId).message)
      if (!handle) throw incomplete('handleId', call)
      return { handle }
    },

    async downloadMedia(app, from, bounds = USUAL_BOUNDS) {
      if ('url' in from) return asDownload(await fromUrl(app, locate(from.url), bounds))
      const limit = { name: 'media', scope: app.appId } as const
      const call = { method: 'GET', repeatable: true, limit } as const
      const rest = `media/${encodeURIComponent(from.mediaId)}`
      const { appId } = app
      const apiKey = app.apiKey ?? (await ask.keyOf(appId))
      if (!apiKey) return asDownload(await ask.bytes(appId, { ...call, path: ofApp(appId, rest) }, bounds))
      const path = `/wa/app/${encodeURIComponent(appId)}/${rest}`
      return asDownload(
        await client.download({ ...call, host: 'api', appId, path, headers: { apikey: apiKey } }, bounds),
      )
    },
  }
}

/** Uploading twice is harmless: what nobody names is forgotten. */
function uploadOf({ appId }: ProviderApp, { bytes, type, name }: FileToSend) {
  const upload = { fields: { file_type: type }, file: { field: 'file', name, type, bytes } }
  const limit = { name: 'media', scope: appId } as const
  return { method: 'POST', upload, repeatable: true, limit, timeoutMs: UPLOAD_WITHIN_MS } as const
}

function locate(url: string, from?: URL): URL {
  try {
    return new URL(url, from)
  } catch {
    throw new ProviderFault('refused', 'the address of the file is none', { code: 'host' })
  }
}

function asDownload(got: Bytes): Download {
  if (!('body' in got)) throw new ProviderFault('refused', `Gupshup answered ${got.status} and no file`)
  const { body, contentType, length } = got
  return { body, ...(contentType !== undefined && { type: contentType }), ...(length !== undefined && { length }) }
}
