import fc from 'fast-check'

// Properties draw the same examples every time, so that a test means the same today and tomorrow; PROPERTY_SEED draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20190219), numRuns: 200 })

export { default as fc } from 'fast-check'
