import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import type { Problem } from '../../schemas/problem.ts'

/**
 * A regular file's bytes. Pipes, sockets, devices and folders are refused before a byte is read (opening does not wait
 * for a writer either), and a file that grows while it is read is still held to `maxBytes`.
 */
export function loadFile(path: string | Uint8Array, maxBytes: number): Uint8Array | Problem {
  let handle: number
  try {
    handle = openSync(
      typeof path === 'string' ? path : Buffer.from(path),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0),
    )
  } catch (error) {
    return openProblem(error)
  }
  try {
    const stats = fstatSync(handle)
    return statProblem(stats, maxBytes) ?? readAll(handle, stats.size, maxBytes)
  } catch (error) {
    return openProblem(error)
  } finally {
    closeSync(handle)
  }
}

/** What a look at the file's kind and size already forbids: not a regular file, empty, over `maxBytes`. */
export function statProblem(
  stats: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'> & { readonly size: number | bigint },
  maxBytes: number,
): Problem | null {
  if (!stats.isFile()) {
    const what = stats.isDirectory()
      ? 'a folder'
      : stats.isFIFO()
        ? 'a pipe'
        : stats.isSocket()
          ? 'a socket'
          : 'a device'
    const advice = stats.isDirectory() ? 'give a file' : 'use - to read from standard input'
    return { code: 'file-unreadable', message: `is ${what}, not a file; ${advice}` }
  }
  if (stats.size === 0 || stats.size === 0n) return emptyProblem('is empty (0 bytes)')
  return stats.size > maxBytes ? tooLarge(maxBytes) : null
}

export function emptyProblem(what: string): Problem {
  return { code: 'file-empty', message: `${what}; fetch or export it again` }
}

export function tooLarge(maxBytes: number): Problem {
  return {
    code: 'file-too-large',
    message: `is larger than ${maxBytes} bytes; raise --max-bytes to read it all the same`,
  }
}

/** The failure of opening or reading as a problem; `code` of the system's error decides which. */
export function openProblem(error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { code: 'file-missing', message: 'does not exist; check the path' }
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'file-unreadable', message: 'may not be read by this user; check its permissions' }
  }
  if (code === 'ENXIO')
    return { code: 'file-unreadable', message: 'is a socket, not a file; use - to read from standard input' }
  if (code === 'ELOOP') return { code: 'file-unreadable', message: 'is a link that leads back to itself' }
  if (code === 'ENAMETOOLONG') return { code: 'file-missing', message: 'is a longer name than the file system takes' }
  return { code: 'file-unreadable', message: `could not be read (${code || (error as Error).message})` }
}

function readAll(handle: number, size: number, maxBytes: number): Uint8Array | Problem {
  let buffer = Buffer.allocUnsafeSlow(size + 1)
  let length = 0
  for (;;) {
    const count = readSync(handle, buffer, length, buffer.length - length, null)
    if (count === 0) break
    length += count
    if (length > maxBytes) return tooLarge(maxBytes)
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(buffer.length * 2, maxBytes + 1))
  }
  return length === 0 ? emptyProblem('is empty (0 bytes)') : new Uint8Array(buffer.buffer, buffer.byteOffset, length)
}
