import { spawnSync } from 'node:child_process'
import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openBlobFolder } from '../../../store/blobs/folder.ts'
import type { Blobs } from '../../../store/blobs/port.ts'
import { makeScratch } from '../../support/command.ts'

const scratch = makeScratch()
const SWEEP = fileURLToPath(new URL('../../support/killed-sweep.ts', import.meta.url))
const BYTES = Buffer.from('a source')

/** A folder whose one blob a sweep has moved aside that was killed before it looked at it there. */
async function swept(name: string): Promise<{ folder: string; blobs: Blobs; hash: string }> {
  const folder = scratch(name)
  const blobs = await openBlobFolder(folder)
  const hash = await blobs.put(BYTES)
  utimesSync((await blobs.fileOf(hash))!, new Date(0), new Date(0))
  const { signal, stderr } = spawnSync(process.execPath, [SWEEP, folder, hash], { encoding: 'utf8' })
  expect(signal, stderr).toBe('SIGKILL')
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([`${hash}.swept.tmp`])
  return { folder, blobs, hash }
}

test('what a killed sweep moved aside is there for whoever asks, without anybody starting anew', async () => {
  const { blobs, folder, hash } = await swept('asked')
  expect(Buffer.from((await blobs.get(hash))!)).toEqual(BYTES)
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
  expect([await blobs.has(hash), await blobs.fileOf(hash)]).toEqual([true, expect.stringContaining(hash)])
})

test.each(['has', 'fileOf'] as const)('%s finds it too', async (ask) => {
  const { blobs, hash } = await swept(ask)
  expect(Boolean(await blobs[ask](hash))).toBe(true)
})

test('who opens the folder gives it back, however old it is', async () => {
  const { folder, hash } = await swept('opened')
  utimesSync(join(folder, 'unfinished', `${hash}.swept.tmp`), new Date(0), new Date(0))
  const blobs = await openBlobFolder(folder)
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
  expect(Buffer.from((await blobs.get(hash))!)).toEqual(BYTES)
  // A sweep that is let live takes it, if nobody names it after all.
  expect(await blobs.remove(hash, Date.now() - 1000)).toBe(true)
  expect([await blobs.has(hash), readdirSync(join(folder, 'unfinished'))]).toEqual([false, []])
})
