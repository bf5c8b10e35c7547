import type { FastifyRequest } from 'fastify'
import { form, json, jsonField, param } from './http.ts'
import type { SendEntry } from './ledger.ts'
import type { MetaMessage } from './meta-content.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'

/** The app that a call names by its path, its API key or its name. */
export function appOf(sim: Sim, request: FastifyRequest): App | undefined {
  const id = param(request, 'appId')
  if (id !== '') return sim.books.apps.get(id)
  const { apikey } = request.headers
  return sim.books.apps.find((app) => app.apiKey === apikey) ?? sim.books.appNamed(form(request)['src.name'] ?? '')
}

export function destinationOf(request: FastifyRequest): string | undefined {
  const { destination, to, recipient } = json<{ destination: string; to: string; recipient: string }>(request)
  const given = destination ?? to ?? recipient
  return typeof given === 'string' ? given.replace(/^\+/, '') : undefined
}

/** What the request says of itself, before anybody has acted on it. */
export function sendEntry(sim: Sim, request: FastifyRequest, at: number): SendEntry {
  const path = request.routeOptions.url ?? ''
  const road = path.endsWith('v3/message') ? 'v3' : path.endsWith('template/msg') ? 'template' : 'session'
  return {
    kind: 'send',
    at,
    answeredAt: null,
    road,
    app: appOf(sim, request)?.id ?? null,
    destination: destinationOf(request) ?? null,
    reference: referenceOf(request, road),
    outcome: 'none',
    httpStatus: null,
  }
}

function referenceOf(request: FastifyRequest, road: SendEntry['road']): SendEntry['reference'] {
  try {
    return road === 'v3' ? ofMeta(json<MetaMessage>(request)) : ofForm(form(request))
  } catch {
    return {}
  }
}

function ofForm(fields: Record<string, string | undefined>): SendEntry['reference'] {
  const { params } = jsonField<{ params?: unknown[] }>(fields['template'], {})
  const message = jsonField<{
    text?: string
    caption?: string
    body?: string
    content?: { text?: string }
    options?: { postbackText?: string }[]
  }>(fields['message'], {})
  const postbacks = jsonField<{ text: string }[]>(fields['postbackTexts'], []).map(({ text }) => text)
  const buttons = message.options?.map(({ postbackText = '' }) => postbackText)
  return compact(
    buttons ?? postbacks,
    params?.map(String),
    message.text ?? message.content?.text ?? message.caption ?? message.body,
  )
}

function ofMeta(body: Partial<MetaMessage>): SendEntry['reference'] {
  const { text, interactive, template } = body as {
    text?: { body?: string }
    interactive?: { body?: { text?: string }; action?: { buttons?: { reply?: { id?: string } }[] } }
    template?: { components?: { parameters?: { text?: string; payload?: string }[] }[] }
  }
  const parameters = template?.components?.flatMap((component) => component.parameters ?? [])
  const params = parameters?.flatMap((parameter) => parameter.text ?? [])
  const payloads = parameters?.flatMap((parameter) => parameter.payload ?? [])
  const replies = interactive?.action?.buttons?.map(({ reply }) => reply?.id ?? '')
  return compact(payloads ?? replies ?? [], params, text?.body ?? interactive?.body?.text)
}

const compact = (postbacks: string[], params: string[] | undefined, text: string | undefined) => ({
  ...(postbacks.length > 0 ? { postbacks } : {}),
  ...(params ? { params } : {}),
  ...(text === undefined ? {} : { text }),
})
