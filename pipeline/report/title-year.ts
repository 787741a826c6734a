/** A year as reports print it: 2021年. */
export const YEAR = /(20\d\d)\s*年/u

/** The year of a title; of several, since agencies are named after years too, the one that the report's name follows. */
export function titleYear(title: string): { year: string; raw: string; certainty: number } | null {
  const text = title.replace(HAN_YEAR, (year) => [...year].map((c) => DIGITS.get(c) ?? c).join(''))
  const years = [...text.matchAll(new RegExp(YEAR, 'gu'))].map(({ 0: { length }, 1: year, index }) => ({
    year: year!,
    raw: title.slice(index, index + length),
  }))
  const told = REPORTED.exec(text)?.[1]
  const found = years.find(({ year }) => year === told) ?? years.at(-1)
  const sure = told !== undefined || new Set(years.map(({ year }) => year)).size === 1
  return found ? { ...found, certainty: sure ? 0.999 : 0.9 } : null
}

const HAN_YEAR = /二[〇○零][一二三四五六七八九〇○零]{2}(?=\s*年)/gu
const DIGITS = new Map([...'〇一二三四五六七八九○零'].map((c, i) => [c, String(i < 10 ? i : 0)]))

const REPORTED = /(20\d\d)\s*年(?:度)?(?:政府)?信息公开/u
