// Every number that somebody had to choose: its unit, why it exists, and what set it.

export * from './thresholds/confidence.ts'
export * from './thresholds/figure-marks.ts'
export * from './thresholds/grids.ts'
export * from './thresholds/ink.ts'
export * from './thresholds/matching.ts'
export * from './thresholds/pages.ts'
export * from './thresholds/pictures.ts'
export * from './thresholds/raster-rulings.ts'
export * from './thresholds/texts.ts'
export * from './thresholds/upright.ts'
