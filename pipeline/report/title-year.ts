/** A year as reports print it: 2021年. */
export const YEAR = /(20\d\d)\s*年/u

/** The year of a title; of several, since agencies are named after years too, the one that the report's name follows. */
export function titleYear(text: string): { year: string; raw: string; certainty: number } | null {
  const years = [...text.matchAll(new RegExp(YEAR, 'gu'))].map(([raw, year]) => ({ year: year!, raw }))
  const told = REPORTED.exec(text)?.[1]
  const found = years.find(({ year }) => year === told) ?? years.at(-1)
  const sure = told !== undefined || new Set(years.map(({ year }) => year)).size === 1
  return found ? { ...found, certainty: sure ? 0.999 : 0.9 } : null
}

const REPORTED = /(20\d\d)\s*年(?:度)?(?:政府)?信息公开/u
