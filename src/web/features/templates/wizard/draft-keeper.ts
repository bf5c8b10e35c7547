import { client, problemOf } from '../../../api.ts'
import { type Draft, forgetBackup, keepBackup } from './backup.ts'
import type { Content } from './values.ts'

export interface Keeping {
  /** `changed`: not saved yet. `conflict`: somebody else saved meanwhile; nothing is written until it is settled. */
  status: 'untouched' | 'changed' | 'saving' | 'saved' | 'failed' | 'conflict'
  draft: Draft | null
  savedAt: Date | null
  /** What the server said when it did not work. */
  problem: string | null
}

const PAUSE_MS = 1000
const RETRY_MS = 5000

/** Keeps a half-done request on the server: a second after the last change, one save at a time, never over another's. */
export class DraftKeeper {
  #state: Keeping
  #content: Content
  #written: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #watchers = new Set<() => void>()
  readonly #channelId: string

  /** @param isUnsaved what is opened has not reached the server yet */
  constructor(channelId: string, opened: Draft | null, content: Content, isUnsaved = false) {
    this.#channelId = channelId
    this.#content = content
    this.#written = isUnsaved ? '' : JSON.stringify(content)
    this.#state = { status: 'untouched', draft: opened, savedAt: null, problem: null }
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  readonly state = (): Keeping => this.#state

  change(content: Content): void {
    this.#content = content
    if (this.#isDirty()) this.#backUp()
    if (!this.#isDirty() || this.#state.status === 'conflict') return
    if (!this.#running) this.#set({ status: 'changed' })
    this.#save(PAUSE_MS)
  }

  /** Writes at once what is not written yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#state.status === 'conflict') return
    this.#running ??= this.#write().finally(() => {
      this.#running = null
    })
    await this.#running
  }

  /** Settles a conflict: what is on this screen becomes a draft of its own, the other stays as it is. */
  async keepApart(): Promise<void> {
    this.#written = ''
    forgetBackup(this.#channelId, this.#state.draft?.id)
    this.#set({ status: 'changed', draft: null, problem: null })
    this.#backUp()
    await this.flush()
  }

  /** The page is left: also what stands in conflict is kept. */
  leave(): void {
    void (this.#state.status === 'conflict' ? this.keepApart() : this.flush())
  }

  /** It has become a request; nothing is written any more. */
  finish(): void {
    clearTimeout(this.#timer)
    this.#written = JSON.stringify(this.#content)
    forgetBackup(this.#channelId, this.#state.draft?.id)
    this.#set({ status: 'untouched' })
  }

  #backUp(): void {
    keepBackup(this.#channelId, { content: this.#content, draft: this.#state.draft })
  }

  #isDirty(): boolean {
    return JSON.stringify(this.#content) !== this.#written
  }

  #save(afterMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), afterMs)
  }

  async #write(): Promise<void> {
    while (this.#isDirty()) {
      const content = this.#content
      this.#set({ status: 'saving', problem: null })
      try {
        const draft = await this.#send(content)
        this.#written = JSON.stringify(content)
        forgetBackup(this.#channelId, this.#state.draft?.id)
        this.#set({ status: 'saved', draft, savedAt: new Date() })
        // What was written meanwhile grew out of this version.
        if (this.#isDirty()) this.#backUp()
        else forgetBackup(this.#channelId, draft.id)
      } catch (error) {
        const { code, title } = problemOf(error)
        // Thrown away by somebody, or requested: what is written here becomes a new draft.
        if (code === 'not_found' && this.#state.draft) {
          forgetBackup(this.#channelId, this.#state.draft.id)
          this.#set({ draft: null })
          continue
        }
        if (code === 'draft_changed') {
          this.#set({ status: 'conflict', problem: title })
          return
        }
        this.#set({ status: 'failed', problem: title })
        this.#save(RETRY_MS)
        return
      }
    }
  }

  async #send(content: Content): Promise<Draft> {
    const { draft } = this.#state
    if (!draft) return client.templates.createDraft({ channelId: this.#channelId, content })
    const { version } = await client.templates.saveDraft({ ...draft, content })
    return { id: draft.id, version }
  }

  #set(change: Partial<Keeping>): void {
    this.#state = { ...this.#state, ...change }
    for (const watcher of this.#watchers) watcher()
  }
}
