import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FORMS } from '../../schemas/forms/index.ts'
import { READER } from '../../schemas/report.ts'
import { runKey } from '../../workers/fingerprint.ts'
import type { RunSettings } from '../../workers/protocol.ts'
import { ROOT } from '../support/sources.ts'

const SETTINGS: RunSettings = { forms: FORMS, maxPages: 500, maxBytes: 1e8, indented: true, compact: false }

test('the reader is called as package.json says', () => {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(READER).toBe(`${name}/${version}`)
})

test('a run’s key follows the models, by content', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-models-'))
  try {
    writeFileSync(join(folder, 'rec.onnx'), 'one')
    const key = runKey({ ...SETTINGS, models: folder })
    expect(key).not.toBe(runKey(SETTINGS))
    expect(runKey({ ...SETTINGS, models: folder })).toBe(key)
    writeFileSync(join(folder, 'rec.onnx'), 'two')
    expect(runKey({ ...SETTINGS, models: folder })).not.toBe(key)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a run’s key follows what changes a report, and nothing else', () => {
  const key = runKey(SETTINGS)
  expect(runKey({ ...SETTINGS, maxBytes: 5, indented: false, compact: true, password: 'x' })).toBe(key)
  expect(runKey({ ...SETTINGS, pages: [[1, 2]] })).not.toBe(key)
  expect(runKey({ ...SETTINGS, maxPages: 3 })).not.toBe(key)
  expect(runKey({ ...SETTINGS, reviewThreshold: 0.5 })).not.toBe(key)
  expect(runKey({ ...SETTINGS, forms: FORMS.slice(1) })).not.toBe(key)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
})
