import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** 32 MB and a tenth of a second or so: what OWASP's cheat sheet on password storage takes for enough (N 2^15, r 8, p 3). */
const PARAMETERS = { log2N: 15, r: 8, p: 3 }
const SALT_BYTES = 16
const HASH_BYTES = 32

/** Hashes made of these parameters at most are checked: a database that was tampered with must not stop the server. */
const MOST = { log2N: 20, r: 16, p: 16 }

/** A password as it is kept: `scrypt$log2N$r$p$salt$hash`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const { log2N, r, p } = PARAMETERS
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, PARAMETERS)
  return ['scrypt', log2N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/**
 * Whether a password is the one that was hashed. Where there is no hash (no such account, or one without a password) it
 * takes as long and is false.
 */
export async function checkPassword(password: string, kept: string | null): Promise<boolean> {
  const parsed = kept === null ? null : parse(kept)
  if (!parsed) {
    await derive(password, Buffer.alloc(SALT_BYTES), PARAMETERS)
    return false
  }
  const hash = await derive(password, parsed.salt, parsed)
  return hash.length === parsed.hash.length && timingSafeEqual(hash, parsed.hash)
}

function parse(kept: string) {
  const match = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/.exec(kept)
  if (!match) return null
  const [log2N, r, p] = match.slice(1, 4).map(Number) as [number, number, number]
  const fits = log2N >= 1 && r >= 1 && p >= 1 && log2N <= MOST.log2N && r <= MOST.r && p <= MOST.p
  return fits
    ? { log2N, r, p, salt: Buffer.from(match[4]!, 'base64url'), hash: Buffer.from(match[5]!, 'base64url') }
    : null
}

/** The same word typed on two keyboards may be composed of other code points (Unicode, NFKC). */
function derive(password: string, salt: Buffer, { log2N, r, p }: typeof PARAMETERS): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r }
  return new Promise((settle, fail) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) => (error ? fail(error) : settle(hash)))
  })
}
