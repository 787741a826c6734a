import type { Outgoing } from '../outgoing.ts'

/** Whose word stands in each corrected field, where that is known: who said it last. */
export async function correctedBy({ report, corrections }: Outgoing): Promise<ReadonlyMap<string, string>> {
  const any = Object.values(report.fields).some(({ corrected }) => corrected)
  const said = any && corrections ? await corrections() : []
  const fields = new Set(Object.keys(report.fields).filter((id) => report.fields[id]?.corrected))
  return new Map(said.filter(({ subject }) => fields.has(subject)).map(({ subject, who }) => [subject, who]))
}
