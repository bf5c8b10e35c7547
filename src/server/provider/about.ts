import { AsyncLocalStorage } from 'node:async_hooks'

/** What a call to the provider is about, so that the log of exchanges can be searched by it (RE-3). */
export interface About {
  companyId: string
  channelId: string
  messageId?: string
  templateId?: string
}

const current = new AsyncLocalStorage<About>()

/** Every exchange that `work` makes is kept with `what`. */
export const about = <T>(what: About, work: () => Promise<T>): Promise<T> => current.run(what, work)

export const currentAbout = (): About | undefined => current.getStore()
