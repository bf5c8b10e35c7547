/** Delayed work that ends with the simulator. */
export class Timers {
  readonly #waiting = new Set<NodeJS.Timeout>()
  #stopped = false

  after(ms: number, work: () => void): void {
    if (this.#stopped) return
    const timer = setTimeout(() => {
      this.#waiting.delete(timer)
      work()
    }, ms)
    this.#waiting.add(timer)
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#waiting) clearTimeout(timer)
    this.#waiting.clear()
  }
}
