import type { Line, PageReading } from '../../schemas/page.ts'
import type { Field } from '../../schemas/report.ts'
import { canonical } from '../read/canonical.ts'
import { FACTS } from '../thresholds.ts'
import { missing } from './fields.ts'
import { type PlacedLine, placedLines } from './lines.ts'
import { type Found, recognition, squash } from './recognition.ts'
import { signingDate } from './signed.ts'
import { organizationIn } from './title-organization.ts'
import { titleYear, YEAR } from './title-year.ts'

export type Facts = {
  readonly title: string
  readonly organization: Field
  readonly year: Field
  readonly signedOn: Field
}

/** `doubtful`: a line above, which may belong to the agency's name, was left out. */
type Title = { readonly text: string; readonly lines: readonly PlacedLine[]; readonly doubtful: boolean }

const REPORT = /政府信息公开.{0,12}(?:报告|年报)|信息公开.{0,6}年度报告/u

/** Title, organization, year and signing date, each with the place that says so; `missing` where none does. */
export function readFacts(pages: readonly PageReading[], threshold: number, unreadPages: boolean): Facts {
  const lines = placedLines(pages)
  const title = findTitle(lines)
  return {
    title: title?.text ?? '',
    organization: field(organizationOf(title, lines), 'text', threshold, unreadPages, lines),
    year: field(yearOf(title, lines), 'number', threshold, unreadPages, lines),
    signedOn: field(signingDate(lines), 'text', threshold, unreadPages, lines),
  }
}

/** Whether a document calls itself an annual report on information disclosure. */
export function isTitled(pages: readonly PageReading[]): boolean {
  return findTitle(placedLines(pages)) !== null
}

/** The year that a document reports on, from its title or its prose; null where neither says. */
export function reportYear(pages: readonly PageReading[]): number | null {
  const lines = placedLines(pages)
  return yearOf(findTitle(lines), lines)?.value ?? null
}

/** The first lines that together read "… 政府信息公开 … 报告", and nothing of a sentence. */
function findTitle(lines: readonly PlacedLine[]): Title | null {
  // Where text stands in two columns, a section's heading may come between a title's lines.
  const head = lines.filter(({ line }) => !SECTION.test(line.text)).slice(0, FACTS.titleLines)
  let first: Title | null = null
  for (let start = 0; start < head.length; start++) {
    for (let count = 1; count <= 4 && start + count <= head.length; count++) {
      const part = head.slice(start, start + count)
      if (part.some((line) => isProse(line.line))) break
      const text = part.map((line) => squash(line.line.text)).join('')
      if (text.length > FACTS.titleLength) break
      if (!REPORT.test(canonicalTitle(text))) continue
      const title = narrow(part) ?? widen(text, part, head, start)
      const name = organizationIn(title.text)
      // What a browser prints above a page may pass for a title, with a date for an agency.
      if (isOrganization(name) || (name === '' && !first)) return title
      first ??= title
      break
    }
  }
  return first
}

const SECTION = /^\s*[一二三四五六七八九十]{1,2}、/u

/** The different titles among all lines that name an agency and a year, as printed but for spaces. */
export function titlesIn(lines: readonly PlacedLine[]): string[] {
  const found = new Map<string, string>()
  for (const { line } of lines) {
    const text = squash(line.text)
    if (text.length > FACTS.titleLength || isProse(line) || !YEAR.test(text) || !REPORT.test(canonical(text))) continue
    const name = organizationIn(text)
    if (isOrganization(name)) found.set(`${name} ${titleYear(text)?.year}`, text)
  }
  return [...found.values()]
}

/** Lines above a title that is whole without them are a web page's, or the beginning of the agency's name. */
function narrow(part: readonly PlacedLine[]): Title | null {
  const textOf = (lines: readonly PlacedLine[]) => lines.map((line) => squash(line.line.text)).join('')
  let least = part
  while (least.length > 1) {
    const rest = textOf(least.slice(1))
    if (!REPORT.test(canonical(rest)) || organizationIn(rest) === '') break
    least = least.slice(1)
  }
  if (least === part) return null
  const left = part.slice(0, part.length - least.length)
  return { text: textOf(least), lines: least, doubtful: !left.every(({ line }) => NAVIGATION.test(squash(line.text))) }
}

const NAVIGATION =
  /^(?:正文|首页|标题|打印|关闭|返回|(?:字号|当前位置|发布日期|发布时间|发布机构|来源|浏览次数|索引号).*|[^\p{Script=Han}]*)$/u

/** The agency's own line may stand above a title that names none. */
function widen(text: string, part: readonly PlacedLine[], head: readonly PlacedLine[], start: number): Title {
  const above = head[start - 1]
  const bare = organizationIn(text) === ''
  if (!bare || !above || isProse(above.line) || !isOrganization(squash(above.line.text)))
    return { text, lines: part, doubtful: false }
  return { text: squash(above.line.text) + text, lines: [above, ...part], doubtful: false }
}

function namedCertainty(title: Title, name: string): number {
  if (!isOrganization(name)) return 0.9
  return title.doubtful ? 0.95 : 0.999
}

function organizationOf(title: Title | null, lines: readonly PlacedLine[]): Found<string> | null {
  const named = title ? organizationIn(title.text) : ''
  if (title && named !== '')
    return {
      value: named,
      raw: named,
      at: title.lines[0]!,
      lines: title.lines,
      certainty: namedCertainty(title, named),
      isName: true,
    }
  for (const at of lines.slice(0, FACTS.prefaceLines)) {
    const match = /(?:现公布|现将|由|编制)([^，。,；《》]{2,40}?)\s*(?:20\d\d)\s*年/u.exec(squash(at.line.text))
    if (match?.[1] && isOrganization(match[1]))
      return { value: match[1], raw: match[1], at, certainty: 0.95, isName: true }
  }
  const signature = [...lines]
    .reverse()
    .slice(0, FACTS.signatureLines)
    .find((at) => isOrganization(squash(at.line.text)))
  if (signature)
    return {
      value: squash(signature.line.text),
      raw: signature.line.text,
      at: signature,
      certainty: 0.95,
      isName: true,
    }
  return null
}

function yearOf(title: Title | null, lines: readonly PlacedLine[]): Found<number> | null {
  const inTitle = title && titleYear(title.text.normalize('NFKC'))
  if (inTitle)
    return {
      value: Number(inTitle.year),
      raw: inTitle.raw,
      at:
        title.lines.find((l) => squash(l.line.text).normalize('NFKC').includes(inTitle.raw)) ??
        title.lines.find((l) => YEAR.test(l.line.text)) ??
        title.lines[0]!,
      certainty: inTitle.certainty,
    }
  const patterns = [
    /(20\d\d)\s*年(?:度)?(?:年报|政府信息公开|_)/u,
    /(20\d\d)\s*年\s*1\s*月\s*1\s*日/u,
    /(20\d\d)\s*年报/u,
  ]
  for (const pattern of patterns) {
    for (const at of lines.slice(0, FACTS.prefaceLines)) {
      const match = pattern.exec(at.line.text.normalize('NFKC'))
      if (match) return { value: Number(match[1]), raw: match[0], at, certainty: 0.985 }
    }
  }
  return null
}

function isOrganization(text: string): boolean {
  return (
    text.length >= 3 &&
    text.length <= 36 &&
    ORGANIZATION.test(text) &&
    !/[，。；：:、“”",;\d]|报告|情况|首页|当前位置/u.test(text)
  )
}

const ORGANIZATION =
  /(?:局|委|委员会|办|办公室|办公厅|厅|部|政府|中心|院|处|署|公司|银行|协会|联合会|大学|学院|学校|街道|镇|乡|队|所|馆|社|会|区|市|县)$/u

function isProse(line: Line): boolean {
  return (
    /[。；]/u.test(line.text) ||
    /^\s*(?:根据|按照|依据|现将|为)/u.test(line.text) ||
    (line.cells?.filter((cell) => cell !== '').length ?? 0) > 1
  )
}

function canonicalTitle(text: string): string {
  return canonical(text)
}

function field<T extends string | number>(
  found: Found<T> | null,
  state: 'text' | 'number',
  threshold: number,
  unreadPages: boolean,
  lines: readonly PlacedLine[],
): Field {
  if (!found) return missing(unreadPages)
  const { line, page } = found.at
  const confidence = round(found.certainty * recognition(found, lines))
  const review = confidence < threshold
  return {
    value: found.value,
    state,
    raw: found.raw,
    ...(page === null ? {} : { page }),
    ...(line.box ? { box: [...line.box] } : {}),
    confidence,
    review,
    reasons: review ? ['low-score'] : [],
    readings: line.readings
      ? [...line.readings]
      : [{ reader: line.reader ?? (page === null ? 'text' : 'text-layer'), raw: found.raw, score: line.score ?? 1 }],
  }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
