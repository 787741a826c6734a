import { existsSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = import.meta.dirname
const MANIFEST = join('.vite', 'manifest.json')

/** Where the built page lies beside this module. */
export const DIST = join(HERE, 'dist')

/** What the page is made of besides its own folder: code and forms that it shares with the server. */
const SHARED = ['pipeline', 'schemas', 'review/api']

/**
 * Bundles the reviewers' page into `out`: index.html, login.html, assets with hashes in their names, and a manifest
 * (.vite/manifest.json). Nothing is inlined, so that a strict content security policy holds.
 */
export async function buildWeb({
  out = DIST,
  minify = true,
}: {
  readonly out?: string
  readonly minify?: boolean
} = {}): Promise<void> {
  // Only a checkout has vite; the package carries the built page.
  const { build } = await import('vite')
  // Made beside its place and moved there whole: two who build at once, or one who reads meanwhile, never see half of it.
  const place = resolve(out)
  const building = `${place}.building-${process.pid}`
  await build({
    root: HERE,
    base: '/',
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      outDir: building,
      emptyOutDir: true,
      manifest: true,
      minify,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: join(HERE, 'index.html'), login: join(HERE, 'login.html') } },
    },
  })
  await rm(place, { recursive: true, force: true })
  await rename(building, place)
}

/** Whether the page in `out` is missing, or older than what it is made of. */
export async function isStale(out: string = DIST): Promise<boolean> {
  const manifest = join(out, MANIFEST)
  if (!existsSync(manifest)) return true
  const { mtimeMs } = await stat(manifest)
  const root = join(HERE, '..', '..')
  const folders = [HERE, ...SHARED.map((folder) => join(root, folder))].filter((folder) => existsSync(folder))
  const newest = await Promise.all(folders.map(newestIn))
  return Math.max(...newest) > mtimeMs
}

async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const times = names
    .filter((entry) => entry.isFile() && !resolve(entry.parentPath).startsWith(DIST))
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs)
  return Math.max(0, ...(await Promise.all(times)))
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await buildWeb(process.argv[2] ? { out: process.argv[2] } : {})
