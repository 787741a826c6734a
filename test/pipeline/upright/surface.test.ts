import { expect, test } from 'vitest'
import { fitSurface, heightAt, residuals } from '../../../pipeline/upright/surface.ts'
import type { Trace } from '../../../pipeline/upright/trace.ts'

const [WIDTH, HEIGHT, STEP] = [800, 1000, 100]

/** Level lines over the page that fan out and sag, their points off by chance of up to `noise` pixels. */
function lines(noise: number): Trace[] {
  let seed = 7
  const chance = () => {
    seed = (seed * 48271) % 2147483647
    return (seed / 2147483647) * 2 - 1
  }
  return Array.from({ length: 18 }, (_, row) => {
    const y = 80 + row * 50
    const points: number[] = []
    for (let x = 60; x <= 740; x += 6) {
      const across = (x - WIDTH / 2) / WIDTH
      points.push(x, y + 12 * across * (row / 18) + 8 * across * across + noise * chance())
    }
    return { points, spread: 0.25 }
  })
}

test.each([0, 1, 2])('lines off by %d pixels come out level, and as far apart as they were', (noise) => {
  const traces = lines(noise)
  const surface = fitSurface(traces, WIDTH, HEIGHT, STEP)
  const squares = traces.flatMap((trace) => residuals(trace, surface).map((off) => off * off))
  const rms = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  expect(rms).toBeLessThan(0.15 + noise * 0.6)
  const middle = (y: number) => [100, 300, 500, 700].reduce((sum, x) => sum + heightAt(surface, x, y) / 4, 0)
  expect(Math.abs(middle(850) - middle(150)) / 700).toBeLessThan(0.005)
})
