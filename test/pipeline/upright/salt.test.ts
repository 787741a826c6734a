import { expect, test } from 'vitest'
import type { Gray } from '../../../pipeline/image/raster.ts'
import { withoutSalt } from '../../../pipeline/upright/salt.ts'

/** Paper with a hairline across, one down, and a block like a thick stroke. */
function page(): Gray {
  const [width, height] = [120, 100]
  const data = new Uint8Array(width * height).fill(240)
  for (let x = 10; x < 110; x++) data[40 * width + x] = 30
  for (let y = 10; y < 90; y++) data[y * width + 60] = 30
  for (let y = 60; y < 75; y++) data.fill(20, y * width + 20, y * width + 40)
  return { width, height, data }
}

/** Every twentieth pixel or so black or white, far enough from each other and from print not to form pieces. */
function salted({ width, height, data: clean }: Gray): Gray {
  const data = clean.slice()
  for (let y = 2; y < height - 2; y += 4)
    for (let x = 2 + (y % 8 === 2 ? 0 : 3); x < width - 2; x += 5) {
      const i = y * width + x
      const print = [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => clean[i + dy * width + dx]! < 200))
      const deep = [-1, 0, 1].every((dy) => [-1, 0, 1].every((dx) => clean[i + dy * width + dx]! < 200))
      if (!print) data[i] = 0
      else if (deep) data[i] = 255
    }
  return { width, height, data }
}

test('pepper on paper and salt in strokes go, hairlines and their ends stay', () => {
  const clean = page()
  const noisy = salted(clean)
  expect(Buffer.compare(noisy.data, clean.data)).not.toBe(0)
  const kept = withoutSalt(noisy).data
  const changed = [...kept.keys()].filter((i) => kept[i] !== clean.data[i])
  expect(changed).toEqual([])
})

test('a page with a few dots is left as it is, points of figures too', () => {
  const clean = page()
  for (const at of [5, 20, 33]) clean.data[20 * clean.width + at] = 40
  expect(withoutSalt(clean)).toBe(clean)
})
