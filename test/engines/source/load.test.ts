import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { loadFile } from '../../../engines/source/load.ts'
import { makeScratch } from '../../support/command.ts'

const scratch = makeScratch()

test('loads a file up to the limit, and not beyond', () => {
  writeFileSync(scratch('ten'), '0123456789')
  expect(Buffer.from(loadFile(scratch('ten'), 10) as Uint8Array).toString()).toBe('0123456789')
  expect(loadFile(scratch('ten'), 9)).toMatchObject({ code: 'file-too-large' })
})

test('files whose size the system does not tell are held to the limit too', () => {
  expect(loadFile('/proc/self/status', 10)).toHaveProperty('code')
})

test.each([
  ['what is not there', () => scratch('none'), 'file-missing'],
  ['what lies below a file', () => `${scratch('ten')}/x`, 'file-missing'],
  ['a folder', () => folder(), 'file-unreadable'],
  ['an empty file', () => file('empty', ''), 'file-empty'],
  ['a device without end', () => '/dev/zero', 'file-unreadable'],
  ['a pipe nobody writes to', () => pipe(), 'file-unreadable'],
  ['a link to itself', () => link(), 'file-unreadable'],
])('%s is a problem at once', (_, path, code) => {
  expect(loadFile(path(), 1000)).toMatchObject({ code })
})

test('a socket is a problem', async () => {
  const server = createServer().listen(scratch('socket'))
  await new Promise((settle) => server.once('listening', settle))
  expect(loadFile(scratch('socket'), 1000)).toMatchObject({
    code: 'file-unreadable',
    message: expect.stringContaining('socket'),
  })
  server.close()
})

function folder(): string {
  mkdirSync(scratch('folder'))
  return scratch('folder')
}

function file(name: string, content: string): string {
  writeFileSync(scratch(name), content)
  return scratch(name)
}

function pipe(): string {
  execFileSync('mkfifo', [scratch('pipe')])
  return scratch('pipe')
}

function link(): string {
  symlinkSync('loop', scratch('loop'))
  return scratch('loop')
}
