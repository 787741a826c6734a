import { join } from 'node:path'
import { type Assets, loadAssets } from './load.ts'

/** Where the built page lies, in a checkout and in a package alike. */
const DIST = join(import.meta.dirname, '..', '..', 'web', 'dist')

/**
 * The reviewers' page. In a checkout it is bundled first where it is missing or older than what it is made of, which
 * `onBuild` is told of; a package carries it.
 */
export async function pageAssets(onBuild: () => void): Promise<Assets> {
  if (import.meta.url.endsWith('.ts')) {
    const { buildWeb, isStale } = await import('../../web/build.ts')
    if (await isStale()) {
      onBuild()
      await buildWeb()
    }
  }
  return loadAssets(DIST)
}
