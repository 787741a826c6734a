import { dropGlosses, simplify } from '../read/canonical.ts'
import { squash } from './recognition.ts'

/** The agency that a title names, as printed there but for spaces; '' where it names none. */
export function organizationIn(title: string): string {
  const printed = dropGlosses(squash(title))
    .replace(/^(?:正文|首页|标题[:：]?)/u, '')
    .replace(/^[#*\s]+/u, '')
  // Looked for in simplified characters, which are as many; taken as printed.
  const text = simplify(printed)
  const year = /(?:二[〇○零O0][一二三四五六七八九〇○零]{2}|20\d\d)年(?:度)?/u.source
  const end = text.search(new RegExp(`(?:关于)?(?:${year})?(?:政府)?信息公开`, 'u'))
  // A year in front of the name is the report's, unless that has one of its own.
  const first = new RegExp(`^${year}`, 'u').exec(text)?.[0] ?? ''
  const own = new RegExp(`.(${year})(?:政府)?信息公开`, 'u').exec(text)?.[1]
  const from = own === undefined || own.slice(0, 4) === first.slice(0, 4) ? first.length : 0
  if (end >= 0 && from >= end) return ''
  const name = printed.slice(from, end < 0 ? printed.length : end)
  return name.replace(/(?:关于|關於|的)$/u, '').replace(/20\d\d年(?:度)?$/u, '')
}
