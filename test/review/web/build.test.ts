import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb, isStale } from '../../../review/web/build.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-build-'))
const out = join(folder, 'dist')

beforeAll(() => buildWeb({ out }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the page is two documents and assets with hashes in their names, told by a manifest', () => {
  expect(readdirSync(out).sort()).toEqual(['.vite', 'assets', 'index.html', 'login.html'])
  const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    { file: string }
  >
  expect(manifest['index.html']?.file).toMatch(/^assets\/index-[\w-]{8}\.js$/)
  expect(manifest['login.html']?.file).toMatch(/^assets\/login-[\w-]{8}\.js$/)
  // Nothing half built is left beside it.
  expect(readdirSync(folder)).toEqual(['dist'])
})

test('nothing stands inline, so that the strictest content security policy holds', () => {
  for (const name of ['index.html', 'login.html']) {
    const html = readFileSync(join(out, name), 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|data:|https?:/)
  }
})

test('the page is small, and brings no validator along', () => {
  const assets = readdirSync(join(out, 'assets')).map((name) => join(out, 'assets', name))
  const bytes = assets.reduce((sum, path) => sum + statSync(path).size, 0)
  expect(bytes).toBeLessThan(275_000)
  expect(assets.filter((path) => /ZodError|safeParse/.test(readFileSync(path, 'utf8')))).toEqual([])
})

test('a page older than its sources is stale, as one that is not there', async () => {
  expect(await isStale(out)).toBe(false)
  expect(await isStale(join(folder, 'none'))).toBe(true)
  utimesSync(join(out, '.vite/manifest.json'), new Date(0), new Date(0))
  expect(await isStale(out)).toBe(true)
})
