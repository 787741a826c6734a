import { signal } from '@preact/signals'
import { leavesUnread } from '../../../pipeline/problems/leaves-unread.ts'
import type { Problem } from '../../../schemas/problem.ts'
import type { Report } from '../../../schemas/report.ts'
import type { DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { showMark } from '../documents/marks.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../text/index.ts'
import { say } from './messages.ts'

/** A document that is not done though its fields are: what of it was not read. */
export type Leftover = { readonly document: string; readonly name: string; readonly problems: readonly Problem[] }

/** Documents of this sitting that somebody still has to look at, the latest last. */
export const leftovers = signal<readonly Leftover[]>([])

/** Looks, once a document's last field is settled, whether parts of it are left that nobody has read or looked at. */
export async function noteLeftover(document: string, report: Report): Promise<void> {
  forgetLeftover(document)
  if (!report.review.needed || report.review.fields.length > 0) return
  const reply = await call<DocumentLine>('GET', pathOf(PATHS.document, { id: document }))
  if (!reply.ok || !reply.value.unread || reply.value.acknowledged) return
  forgetLeftover(document)
  const { name } = reply.value
  leftovers.value = [...leftovers.value, { document, name, problems: report.problems.filter(leavesUnread) }]
}

/** Says no more of a document. */
export function forgetLeftover(document: string): void {
  if (leftovers.value.some((one) => one.document === document))
    leftovers.value = leftovers.value.filter((one) => one.document !== document)
}

/** Leads to where it is decided what becomes of the document; to the list of such, where there are several. */
export function goToLeftover(): void {
  const [one, ...more] = leftovers.value
  if (more.length > 0) showMark('unread')
  if (one) location.hash = hrefOf('documents', more.length > 0 ? undefined : one.document)
  else say(t('say.noLeftover'), 'warning')
}
