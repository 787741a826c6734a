/** Rulings of scanned pages: found among the ink, and taken out of it. */
export { eraseRulings } from './raster-erase.ts'
export { findRasterRulings, type RasterRulings } from './raster-find.ts'
