import { BlockList, isIP } from 'node:net'
import type { Context } from 'hono'
import type { Env } from '../env.ts'

/** Proxies whose word about whom they speak for is taken. */
export type TrustedProxies = { has(address: string): boolean }

/** The addresses and networks (10.0.0.0/8) given. Null where one of them is neither. */
export function trustedProxies(given: readonly string[]): TrustedProxies | null {
  const list = new BlockList()
  for (const text of given) {
    const [address = '', prefix] = text.split('/')
    const family = isIP(address)
    const bits = prefix === undefined ? null : Number(prefix)
    if (family === 0 || (bits !== null && !(/^\d+$/.test(prefix!) && bits <= (family === 4 ? 32 : 128)))) return null
    const type = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === null) list.addAddress(address, type)
    else list.addSubnet(address, bits, type)
  }
  return {
    has(address) {
      const family = isIP(address)
      return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
    },
  }
}

/** Where the connection comes from, as the system says. */
export function peerOf(c: Context<Env>): string {
  const address = c.env.incoming.socket.remoteAddress ?? ''
  return address.replace(/^::ffff:(?=\d+\.)/, '') // IPv4 on a socket of both families
}

/** Where a request comes from: the connection's other end, or whom a trusted proxy there names last. */
export function clientAddress(c: Context<Env>, proxies: TrustedProxies): string {
  const peer = peerOf(c)
  if (!proxies.has(peer)) return peer
  const named = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  return named.findLast((address) => isIP(address) !== 0 && !proxies.has(address)) ?? peer
}
