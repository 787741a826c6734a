import { expect, test } from 'vitest'
import { createPictureCache } from '../../../../review/server/pictures/cache.ts'
import type { Picture } from '../../../../workers/readers/tasks.ts'

const picture = (bytes: number): Picture => ({
  ...{ kind: 'picture', webp: new Uint8Array(bytes), width: 1, height: 1, pageWidth: 1, pageHeight: 1 },
})

test('who asks at once shares the making; what was asked for longest ago makes room', async () => {
  const cache = createPictureCache(250)
  const made: string[] = []
  const ask = (key: string) =>
    cache.of(key, async () => {
      made.push(key)
      return picture(100)
    })
  const [one, other] = await Promise.all([ask('a'), ask('a')])
  expect(one).toBe(other)
  await ask('b')
  await ask('a')
  await ask('c')
  await ask('a')
  await ask('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('what could not be made is tried again, also where it threw', async () => {
  const cache = createPictureCache()
  expect(await cache.of('a', async () => ({ kind: 'stopped' }))).toEqual({ kind: 'stopped' })
  await expect(cache.of('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect((await cache.of('a', async () => picture(1))).kind).toBe('picture')
})
