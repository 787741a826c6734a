import type { PageImage } from '../../pipeline/upright/types.ts'
import type { Problem } from '../../schemas/problem.ts'

/** A page's picture, and what is wrong with it although it could be had. */
export type ReadImage = PageImage & { readonly problems: readonly Problem[] }
