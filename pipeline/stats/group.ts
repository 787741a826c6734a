import type { Group } from '../../schemas/statistics.ts'

/** What one report adds to every group it belongs to. */
export type Share = {
  readonly needsReview: boolean
  readonly fields: number
  readonly review: number
  readonly corrected: number
  /** Sum over its fields. */
  readonly confidence: number
  readonly failing: number
}

/** A group while it is being counted. */
export type GroupTally = { add(share: Share): void; group(): Group }

/** An empty group. */
export function groupTally(): GroupTally {
  const sum = { reports: 0, needReview: 0, fields: 0, review: 0, corrected: 0, confidence: 0, failing: 0 }
  return {
    add({ needsReview, fields, review, corrected, confidence, failing }) {
      sum.reports++
      if (needsReview) sum.needReview++
      sum.fields += fields
      sum.review += review
      sum.corrected += corrected
      sum.confidence += confidence
      sum.failing += failing
    },
    group() {
      const mean = sum.fields === 0 ? null : Number((sum.confidence / sum.fields).toFixed(6))
      return { ...sum, confidence: mean }
    },
  }
}
