import type { Bilevel } from './bilevel.ts'
import type { Coding } from './encode.ts'
import type { Light } from './light.ts'
import type { Crease } from './paper.ts'
import type { Place } from './place.ts'
import type { Mark } from './stamp.ts'
import type { LayerKind } from './text-layer.ts'
import type { Pass, Wear } from './toner.ts'

/** All that happens to one page between the printer and the file. What is left out does not happen. */
export interface Recipe {
  /** Pixels per inch of the picture, across; `down` where lines are further apart, as in a fax. */
  readonly dpi: number
  readonly down?: number
  /** The print is drawn so many times finer than it is scanned. */
  readonly finer: number
  readonly grey: boolean
  readonly wear?: Wear
  readonly passes?: readonly Pass[]
  /** Reach of dark edges, as a share of the width. */
  readonly edges?: number
  readonly marks?: readonly Mark[]
  /** How strongly the next page shows through from the back, as a share of its ink. */
  readonly through?: number
  readonly creases?: readonly Crease[]
  readonly place?: Place
  /** Deviation of the lens's blur, in pixels of the picture. */
  readonly blur?: number
  readonly light?: Light
  readonly bilevel?: Bilevel
  /** Quarters by which the pixels are turned, clockwise, and the angle at which a viewer shows the page. */
  readonly quarters?: number
  readonly rotate?: 0 | 90 | 180 | 270
  readonly coding: Coding
  readonly strips?: number
  readonly text?: LayerKind
  /** The page stays as it was. */
  readonly digital?: boolean
}
