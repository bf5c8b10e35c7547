import { type AppState, type Provider, ProviderFault } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { flag, id, list, object, phone, present, text } from './read-json.ts'
import { incomplete } from './verdicts.ts'

const LINK_LIFE_MS = 5 * 24 * 3_600_000

export function onboarding(ask: Ask): Pick<Provider, 'createApp' | 'findApp' | 'setContact' | 'embedLink'> {
  async function findApp(name: string): Promise<AppState | null> {
    const path = '/partner/account/api/partnerApps'
    const call: Call = { method: 'GET', path, repeatable: true, limit: { name: 'other', scope: 'partner' } }
    const { partnerAppsList } = await ask.partner(call)
    if (!Array.isArray(partnerAppsList)) throw incomplete('partnerAppsList', call)
    const found = list(partnerAppsList)
      .map(object)
      .find((app) => app.name === name)
    const appId = id(found?.id)
    if (!found || !appId) return null
    return present({ appId, name, live: flag(found.live) ?? false, phone: phone(found.phone) })
  }

  return {
    findApp,

    /** A name that is taken, or an answer that was lost, may be our own earlier try: then that app is the answer. */
    async createApp(name) {
      const limit = { name: 'createApp', scope: 'partner' } as const
      const call: Call = { method: 'POST', path: '/partner/app', form: { name }, repeatable: false, limit }
      try {
        const appId = id((await ask.partner(call)).appId)
        if (!appId) throw incomplete('appId', call)
        return { appId }
      } catch (fault) {
        if (!(fault instanceof ProviderFault) || !(fault.status === 409 || fault.verdict === 'uncertain')) throw fault
        const found = await findApp(name)
        if (!found) throw fault
        return { appId: found.appId }
      }
    },

    async setContact(appId, contact) {
      await ask.partner({
        method: 'PUT',
        path: ofApp(appId, 'onboarding/contact'),
        form: { contactEmail: contact.email, contactName: contact.name, contactNumber: contact.phone },
        repeatable: true,
        limit: { name: 'other', scope: appId },
      })
    },

    async embedLink(appId, { user, language, regenerate }) {
      const call: Call = {
        method: 'GET',
        path: ofApp(appId, 'onboarding/embed/link'),
        query: { regenerate: String(regenerate), user, lang: language },
        repeatable: true,
        limit: { name: 'other', scope: appId },
      }
      const link = text((await ask.partner(call)).link)
      if (!link) throw incomplete('link', call)
      return { link, expiresAt: new Date(Date.now() + LINK_LIFE_MS) }
    },
  }
}
