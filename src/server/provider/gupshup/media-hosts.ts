import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent } from 'undici'

/** Addresses that only this machine or its neighbours have: a name given by somebody else must not lead there. */
const HIDDEN = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  HIDDEN.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  HIDDEN.addSubnet(network, bits, 'ipv6')

export const isHidden = (address: string) => HIDDEN.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

export interface MediaHosts {
  /** Whether a file may be fetched there, and then how. */
  dispatcherFor(url: URL): Agent | undefined
  close(): Promise<void>
}

/** Where files may be fetched from. A name stands for HTTPS on a public address; a whole origin (`http://10.0.0.5:9000`) is
 *  taken as it is, whatever address it has. */
export function mediaHosts(allowed: readonly string[], timeoutMs: number): MediaHosts {
  const origins = new Set(allowed.filter((each) => each.includes('://')).map((each) => new URL(each).origin))
  const names = new Set(allowed.filter((each) => !each.includes('://')).map((each) => each.toLowerCase()))
  const options = { allowH2: false, keepAliveTimeout: 4_000 }
  const trusted = new Agent({ ...options, connect: { timeout: timeoutMs } })
  const wary = new Agent({ ...options, connect: { timeout: timeoutMs, lookup: publicOnly } })

  return {
    dispatcherFor(url) {
      if (url.username !== '' || url.password !== '') return undefined
      if (origins.has(url.origin)) return trusted
      const plain = url.protocol === 'https:' && url.port === '' && isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0
      return plain && names.has(url.hostname) ? wary : undefined
    },
    close: async () => {
      await Promise.all([trusted.close(), wary.close()])
    },
  }
}

/** Judged on the very addresses that are connected to, so that a name cannot change between look and call. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const open = (addresses ?? []).filter(({ address }) => !isHidden(address))
    const first = open[0]
    if (error) done(error, [])
    else if (!first) done(Object.assign(new Error(`${hostname} has no public address`), { code: 'EHIDDEN' }), [])
    else if (options.all) done(null, open)
    else done(null, first.address, first.family)
  })
}
