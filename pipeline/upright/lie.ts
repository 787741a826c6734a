import type { Gray } from '../image/raster.ts'
import { sampleMesh } from '../image/sample.ts'
import { SHADING, STRAIGHTEN } from '../thresholds.ts'
import { heightAt, type Surface } from './surface.ts'

/** What, added to x and y of a bent page's places, makes its lines straight; `across` is fitted with x and y swapped. */
export type Bend = { readonly across: Surface; readonly down: Surface }

/**
 * How a page lies in its picture: turned clockwise by `angle` degrees about the picture's centre and bent besides; the
 * bends straighten the turned-back picture one after the other. Pixels of the picture it was found in, `dpi` to the inch.
 */
export type Lie = {
  readonly dpi: number
  readonly width: number
  readonly height: number
  readonly angle: number
  readonly bends: readonly Bend[]
}

/** The picture's place of a place of the straightened page; both in pixels of the picture that `lie` was found in. */
export function placeInPicture(lie: Lie, x: number, y: number): readonly [x: number, y: number] {
  const [fx, fy] = lie.bends.reduceRight(([bx, by], bend) => unbend(bend, bx, by), [x, y] as readonly [number, number])
  const radians = (lie.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [dx, dy] = [fx - lie.width / 2, fy - lie.height / 2]
  return [lie.width / 2 + dx * cos - dy * sin, lie.height / 2 + dx * sin + dy * cos]
}

/** The page drawn straight, as far as its lie is known, in a picture of the same size. */
export function drawStraight(gray: Gray, lie: Lie): Gray {
  if (lie.angle === 0 && lie.bends.length === 0) return gray
  const { width, height } = gray
  // A turn alone is linear, so that one cell of the mesh may span the picture.
  const step = lie.bends.length === 0 ? Math.max(width, height) : STRAIGHTEN.mesh
  const [columns, rows] = [Math.ceil(width / step) + 1, Math.ceil(height / step) + 1]
  const points = new Float64Array(columns * rows * 2)
  for (let i = 0; i < columns * rows; i++)
    points.set(placeInPicture(lie, (i % columns) * step, Math.floor(i / columns) * step), i * 2)
  return sampleMesh(gray, { step, columns, rows, points }, width, height, SHADING.paper)
}

/** Where a place lay before a bend was straightened, by stepping there. */
function unbend({ across, down }: Bend, x: number, y: number): readonly [number, number] {
  let [fx, fy] = [x, y]
  for (let turn = 0; turn < STRAIGHTEN.turns; turn++) {
    const [nx, ny] = [x - heightAt(across, fy, fx), y - heightAt(down, fx, fy)]
    const moved = Math.abs(nx - fx) + Math.abs(ny - fy)
    fx = nx
    fy = ny
    if (moved < STRAIGHTEN.near) break
  }
  return [fx, fy]
}
