import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Assets, loadAssets } from './load.ts'

/** Where the built page lies, in a checkout and in a package alike. */
const DIST = join(import.meta.dirname, '..', '..', 'web', 'dist')
const WORKSHOP = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache')

/** Looks at a page that another process is about to replace. */
const LOOKS = 10
const PAUSE_MS = 200

/**
 * The reviewers' page. In a checkout it is bundled first where it is missing or older than what it is made of, which
 * `onBuild` is told of; a package carries it. Empty where there is none.
 */
export async function pageAssets(onBuild: () => void): Promise<Assets> {
  if (!import.meta.url.endsWith('.ts')) return loadAssets(DIST)
  const { buildWeb, isStale } = await import('../../web/build.ts')
  for (let look = 1; ; look++) {
    if (await isStale()) {
      onBuild()
      return build((out) => buildWeb({ out }))
    }
    const assets = await loadAssets(DIST).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || look === LOOKS) throw error
      return null
    })
    if (assets && assets.size > 0) return assets
    await delay(PAUSE_MS)
  }
}

/** Builds aside and puts it in place when it is whole: other servers, and tests, may do the same at once. */
async function build(buildInto: (out: string) => Promise<void>): Promise<Assets> {
  await mkdir(WORKSHOP, { recursive: true })
  const out = join(WORKSHOP, `nianbao-page-${randomUUID()}`)
  try {
    await buildInto(out)
    const assets = await loadAssets(out)
    await rm(DIST, { recursive: true, force: true })
    await rename(out, DIST).catch(() => {}) // another one was quicker
    return assets
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
