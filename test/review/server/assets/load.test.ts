import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadAssets } from '../../../../review/server/assets/load.ts'
import { makeScratch } from '../../../support/command.ts'

const scratch = makeScratch()

test('the files of a page are known by path; the login’s, and what they load, are open', async () => {
  const folder = scratch('dist')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(folder, '.vite'))
  const files: Record<string, string> = {
    'login.html': '<script src="/assets/login-a1b2c3d4.js">',
    'index.html': '<script src="/assets/index-e5f6a7b8.js">',
    'assets/login-a1b2c3d4.js': 'import "./text-c9d0e1f2.js"',
    'assets/text-c9d0e1f2.js': 'export {}',
    'assets/index-e5f6a7b8.js': 'import "./text-c9d0e1f2.js"',
    'assets/notes.txt': 'not a part of it',
    '.vite/manifest.json': '{}',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  writeFileSync(scratch('secret.js'), 'secret')
  symlinkSync(scratch('secret.js'), join(folder, 'assets', 'link-a1b2c3d4.js'))
  const assets = await loadAssets(folder)
  expect([...assets].map(([path, { open, lasting }]) => [path, open, lasting]).sort()).toEqual([
    ['/assets/index-e5f6a7b8.js', false, true],
    ['/assets/login-a1b2c3d4.js', true, true],
    ['/assets/text-c9d0e1f2.js', true, true],
    ['/index.html', false, false],
    ['/login.html', true, false],
  ])
  expect(Buffer.from(assets.get('/assets/text-c9d0e1f2.js')!.bytes).toString()).toBe('export {}')
})

test('no folder is no page', async () => {
  expect((await loadAssets(scratch('nowhere'))).size).toBe(0)
})
