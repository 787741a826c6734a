import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openBlobFolder } from '../../../store/blobs/folder.ts'
import { hashOf } from '../../../store/blobs/hash.ts'
import { verifyBlob } from '../../../store/blobs/verify.ts'
import { makeScratch } from '../../support/command.ts'

const scratch = makeScratch()
const WRITER = fileURLToPath(new URL('../../support/blob-writer.ts', import.meta.url))
const bytesOf = (text: string) => new TextEncoder().encode(text)

test('keeps bytes by their hash, once', async () => {
  const folder = scratch('once')
  const blobs = await openBlobFolder(folder)
  const hash = await blobs.put(bytesOf('one'))
  expect(hash).toBe(hashOf(bytesOf('one')))
  const file = (await blobs.fileOf(hash))!
  expect(file).toBe(join(folder, hash.slice(0, 2), hash.slice(2, 4), hash))
  const { ino, mtimeMs } = statSync(file)
  expect(await blobs.put(bytesOf('one'))).toBe(hash)
  expect(statSync(file)).toMatchObject({ ino, mtimeMs })
  expect(Buffer.from((await blobs.get(hash))!).toString()).toBe('one')
  expect(await blobs.has(hash)).toBe(true)
  const empty = await blobs.put(new Uint8Array(0))
  expect(await blobs.get(empty)).toHaveLength(0)
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
})

test('what is not there is null, and what is no hash is a defect', async () => {
  const blobs = await openBlobFolder(scratch('none'))
  const nobody = hashOf(bytesOf('nobody'))
  expect([await blobs.get(nobody), await blobs.fileOf(nobody), await blobs.has(nobody)]).toEqual([null, null, false])
  for (const wrong of ['', '../../x', nobody.toUpperCase(), `${nobody}0`]) {
    await expect(async () => blobs.get(wrong)).rejects.toThrow(/not a hash/)
  }
})

test('a file that lost its end is written again, and lost bytes are told', async () => {
  const blobs = await openBlobFolder(scratch('torn'))
  const hash = await blobs.put(bytesOf('whole'))
  const file = (await blobs.fileOf(hash))!
  expect(await verifyBlob(blobs, hash)).toBe(true)
  writeFileSync(file, 'wh')
  expect(await verifyBlob(blobs, hash)).toBe(false)
  await blobs.put(bytesOf('whole'))
  expect(await verifyBlob(blobs, hash)).toBe(true)
  expect(await verifyBlob(blobs, hashOf(bytesOf('nobody')))).toBe(false)
})

test('sweeps what killed writers left, and nothing that may still be written', async () => {
  const folder = scratch('sweep')
  const workshop = join(folder, 'unfinished')
  mkdirSync(workshop, { recursive: true })
  for (const name of ['0.old.tmp', '0.new.tmp']) writeFileSync(join(workshop, name), 'part')
  utimesSync(join(workshop, '0.old.tmp'), new Date(0), new Date(0))
  await openBlobFolder(folder)
  expect(readdirSync(workshop)).toEqual(['0.new.tmp'])
})

test('several processes that put the same bytes at the same time do not meet', async () => {
  const folder = scratch('same')
  const writers = [1, 2, 3].map(() => startWriter(folder, 40, 'same'))
  const said = await Promise.all(writers.map((writer) => writer.ended))
  expect(said[0]).toHaveLength(40)
  expect([said[1], said[2]]).toEqual([said[0], said[0]])
  expect(filesOf(folder).map((file) => hashOf(readFileSync(file)))).toEqual([...said[0]!].sort())
  expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
})

test('a killed writer leaves only whole blobs, and all that it had said were kept', async () => {
  const folder = scratch('killed')
  const said: string[] = []
  for (let round = 0; round < 12; round++) {
    const writer = startWriter(folder, 100_000, `round ${round}`)
    await once(writer.process.stdout!, 'data')
    await new Promise((resolve) => setTimeout(resolve, round * 9))
    writer.process.kill('SIGKILL')
    said.push(...(await writer.ended))
  }
  const files = filesOf(folder)
  for (const file of files) expect(hashOf(readFileSync(file))).toBe(file.split('/').at(-1))
  expect(said.filter((hash) => !files.some((file) => file.endsWith(hash)))).toEqual([])
  expect(said.length).toBeGreaterThan(12)
})

const small = smallDisk()

test.skipIf(!small)('a full disk is the system’s error, and leaves what was there', async () => {
  const blobs = await openBlobFolder(small!)
  const kept = await blobs.put(bytesOf('kept'))
  await expect(blobs.put(new Uint8Array(1_000_000).fill(7))).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(readdirSync(join(small!, 'unfinished'))).toEqual([])
  expect(await verifyBlob(blobs, kept)).toBe(true)
  expect(await verifyBlob(blobs, await blobs.put(bytesOf('after')))).toBe(true)
})

/** A disk of 256 kB, where this user may mount one; removed after the tests. */
function smallDisk(): string | null {
  const folder = scratch('small')
  mkdirSync(folder)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
  if (status !== 0) return null
  afterAll(() => {
    spawnSync('umount', [folder])
  })
  return folder
}

function startWriter(folder: string, count: number, seed: string): { process: ChildProcess; ended: Promise<string[]> } {
  const process_ = spawn(process.execPath, [WRITER, folder, String(count), seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  process_.stdout.on('data', (part) => {
    said += part
  })
  // A last line that was cut off by the kill is not said.
  const ended = once(process_, 'close').then(() => said.split('\n').slice(0, -1))
  return { process: process_, ended }
}

function filesOf(folder: string): string[] {
  const shards = readdirSync(folder).filter((name) => name !== 'unfinished')
  return shards
    .flatMap((first) => readdirSync(join(folder, first)).map((second) => join(folder, first, second)))
    .flatMap((shard) => readdirSync(shard).map((name) => join(shard, name)))
    .filter((file) => existsSync(file))
    .sort((a, b) => (a.split('/').at(-1)! < b.split('/').at(-1)! ? -1 : 1))
}
