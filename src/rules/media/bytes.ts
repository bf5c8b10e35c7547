/** Reads numbers at places that may lie beyond the end: there is nothing there, which is never an error. */
export class Bytes {
  readonly all: Uint8Array
  constructor(all: Uint8Array) {
    this.all = all
  }
  get length(): number {
    return this.all.length
  }
  u8(at: number): number {
    return this.all[at] ?? 0
  }
  u16(at: number): number {
    return this.u8(at) * 0x100 + this.u8(at + 1)
  }
  u32(at: number): number {
    return this.u16(at) * 0x1_0000 + this.u16(at + 2)
  }
  u64(at: number): number {
    return this.u32(at) * 0x1_0000_0000 + this.u32(at + 4)
  }
  /** Each byte as one character. */
  text(from: number, to: number): string {
    return latin1.decode(this.all.subarray(Math.max(0, from), Math.max(0, to)))
  }
  startsWith(signature: string, at = 0): boolean {
    for (let i = 0; i < signature.length; i++) if (this.all[at + i] !== signature.charCodeAt(i)) return false
    return true
  }
}

// Under this name decoders read windows-1252: one character per byte too, and ASCII as it is.
const latin1 = new TextDecoder('latin1')
