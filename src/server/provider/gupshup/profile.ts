import { type BusinessProfile, type Provider, ProviderFault } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'

const PHOTO_WITHIN_MS = 60_000

/** The business profile (reference 2.5). Setting it twice does no harm. */
export function profile(ask: Ask): Pick<Provider, 'setProfile' | 'setAbout' | 'setPhoto' | 'removePhoto'> {
  const change = async (
    method: 'PUT' | 'DELETE',
    appId: string,
    rest: string,
    what: Pick<Call, 'form' | 'upload' | 'timeoutMs'> = {},
  ) => {
    const limit = { name: 'other', scope: appId } as const
    await ask.app(appId, {
      method,
      path: ofApp(appId, `business/profile${rest}`),
      repeatable: true,
      limit,
      ...what,
    })
  }
  return {
    setProfile: (appId, given) => change('PUT', appId, '', { form: formOf(given) }),
    setAbout: (appId, about) => change('PUT', appId, '/about', { form: { about } }),

    removePhoto: (appId) => change('DELETE', appId, '/photo'),

    /** Which field the file goes by is not documented: integrators have seen both. */
    async setPhoto(appId, { bytes, type, name }) {
      const send = (field: string) =>
        change('PUT', appId, '/photo', {
          upload: { fields: {}, file: { field, name, type, bytes } },
          timeoutMs: PHOTO_WITHIN_MS,
        })
      try {
        await send('image')
      } catch (fault) {
        if (!(fault instanceof ProviderFault) || fault.status !== 400) throw fault
        // Refused by both names, the first answer is the one to tell.
        await send('file').catch((again: unknown) => {
          throw again instanceof ProviderFault && again.verdict === 'refused' ? fault : again
        })
      }
    },
  }
}

/** Gupshup knows an address in parts, and shows them as one: ours is whole, so the other parts are emptied. */
function formOf({ address, description, email, websites, vertical }: Partial<BusinessProfile>): Record<string, string> {
  return {
    ...(address !== undefined && { addLine1: address, addLine2: '', city: '', state: '', pinCode: '', country: '' }),
    ...(description !== undefined && { desc: description }),
    ...(email !== undefined && { profileEmail: email }),
    ...(websites !== undefined && { website1: websites[0] ?? '', website2: websites[1] ?? '' }),
    ...(vertical !== undefined && { vertical }),
  }
}
