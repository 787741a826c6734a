import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { hashOf } from '../../../store/blobs/hash.ts'

/** A file of the page. `open`: it is for whoever has not logged in yet, too. */
export type Asset = {
  readonly bytes: Uint8Array
  readonly type: string
  readonly tag: string
  /** Its name has a hash of its content, so it never changes. */
  readonly lasting: boolean
  readonly open: boolean
}

/** The built page by path, such as /assets/main-1a2b3c.js. What is not in it is not served. */
export type Assets = ReadonlyMap<string, Asset>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

const LOGIN = '/login.html'

/** Reads the built page into memory; empty where there is none. Files of other kinds, and hidden ones, are left out. */
export async function loadAssets(folder: string): Promise<Assets> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = new Map<string, Uint8Array>()
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/')
    const served = entry.isFile() && extname(path) in TYPES && !path.includes('/.')
    if (served) files.set(path.startsWith('/') ? path : `/${path}`, await readFile(join(entry.parentPath, entry.name)))
  }
  const open = reachable(LOGIN, files)
  return new Map(
    [...files].map(([path, bytes]) => [
      path,
      {
        bytes,
        type: TYPES[extname(path)]!,
        tag: `"${hashOf(bytes).slice(0, 16)}"`,
        lasting: /^\/assets\/.*-[\w-]{8}\.\w+$/.test(path),
        open: open.has(path),
      },
    ]),
  )
}

/** What a page loads, and what that loads: the files whose names stand in it. */
function reachable(start: string, files: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (path: string) => {
    if (found.has(path) || !files.has(path)) return
    found.add(path)
    const text = /\.(html|js|css)$/.test(path) ? Buffer.from(files.get(path)!).toString() : ''
    for (const other of files.keys()) {
      const name = other.split('/').at(-1)!
      if (!other.endsWith('.html') && text.includes(name)) visit(other)
    }
  }
  visit(start)
  return found
}
