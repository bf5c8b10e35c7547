import { BlockList, isIP } from 'node:net'

/** An address, or a network as `address/bits`. */
export function isSource(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128))
}

/** Whether an address is one of `sources`. None given: every address is. */
export function sourceList(sources: readonly string[]): (address: string) => boolean {
  if (sources.length === 0) return () => true
  const list = new BlockList()
  for (const source of sources) {
    const [address = '', bits] = source.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address))
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
