import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DIGITAL, dumpOf, pageOf, SCANS, TEXT } from '../../samples/make/catalogue.ts'
import { encode } from '../../samples/make/encode.ts'
import type { ManifestEntry } from '../../samples/make/manifest.ts'
import { writeReadme } from '../../samples/make/manifest.ts'
import { PLACES } from '../../samples/make/names.ts'
import type { Truth } from '../../samples/make/truth.ts'

const root = join(import.meta.dirname, '..', '..', 'samples')
const manifest: ManifestEntry[] = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'))

function truthOfFile(file: string): Truth {
  return JSON.parse(readFileSync(join(root, file.replace(/\.\w+$/, '.truth.json')), 'utf8'))
}

describe('samples', () => {
  test('each is listed with its checksum and purpose, and nothing else lies beside them', () => {
    for (const { file, sha256, purpose } of manifest) {
      const bytes = readFileSync(join(root, file))
      expect([file, createHash('sha256').update(bytes).digest('hex')]).toEqual([file, sha256])
      expect(bytes.length).toBeLessThan(450_000)
      expect(purpose).not.toBe('')
    }
    const present = ['digital', 'scan', 'text'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    )
    const listed = manifest.flatMap(({ file }) => [file, file.replace(/\.\w+$/, '.truth.json')])
    expect(present.sort()).toEqual(listed.sort())
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe(writeReadme(manifest))
  })

  test('the generator still makes these dumps and these truths', () => {
    for (const entry of TEXT) {
      const { text, truth } = dumpOf(entry)
      expect(Buffer.from(encode(text, entry.encoding))).toEqual(readFileSync(join(root, 'text', `${entry.name}.txt`)))
      expect(truth).toEqual(truthOfFile(`text/${entry.name}.txt`))
    }
    for (const entry of DIGITAL) {
      const { truth, html, look } = pageOf(entry)
      expect(truth).toEqual(truthOfFile(`digital/${entry.name}.pdf`))
      const made = createHash('sha256')
        .update(html + JSON.stringify(look))
        .digest('hex')
      expect(manifest.find(({ name }) => name === entry.name)?.made).toBe(made)
    }
  })

  test('a scan says what the digital sample says that it was made from', () => {
    for (const { name, from, condition } of SCANS) {
      const { level, traits, ...said } = truthOfFile(`scan/${name}.pdf`)
      const { level: _, traits: own, ...printed } = truthOfFile(`digital/${from}.pdf`)
      expect(said).toEqual(printed)
      expect([level, ...traits]).toEqual([condition, condition, ...own])
    }
  })

  test('no sample names an organisation that exists', () => {
    for (const entry of TEXT) {
      const { text, truth } = dumpOf(entry)
      const named = text.match(/[\u4e00-\u9fff]{2}[市县区](?=[\u4e00-\u9fff]*(?:局|办公室))/g) ?? []
      for (const place of named) expect(PLACES).toContain(place)
      if (truth.organization !== null) expect(named.length).toBeGreaterThan(0)
    }
    for (const { file } of manifest) {
      const { organization } = truthOfFile(file)
      if (organization !== null) expect(PLACES.some((place) => organization.startsWith(place))).toBe(true)
    }
  })

  test('both forms, a mixed one, a wrong sum and every encoding are among them', () => {
    const traits = new Set(manifest.flatMap((entry) => entry.traits))
    for (const trait of [
      'mixedForms',
      'agencyError',
      'gb18030',
      'utf-16le',
      'utf-8-bom',
      'landscape',
      'openSides',
      'splitRows',
    ])
      expect(traits).toContain(trait)
    expect(new Set(manifest.map(({ file }) => truthOfFile(file).form))).toEqual(new Set(['2019', '2021']))
  })
})
