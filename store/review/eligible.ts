import { type RawBuilder, sql } from 'kysely'

/**
 * Whether somebody may give the reading that a row `s` of second_readings waits for: the second is anybody but the first.
 * The third is anybody but these two; the first of them where no other account may review. One who put it aside, or for
 * whom it was, is not asked: rows with an aside do not count.
 */
export function mayRead(who: string): RawBuilder<boolean> {
  return sql<boolean>`(
    (s.kind = 'second' and s.first_reader <> ${who})
    or (s.kind = 'third' and s.first_reader <> ${who} and s.second_reader <> ${who})
    or (s.kind = 'third' and s.first_reader = ${who} and not exists (
      select 1 from accounts as a
      where a.role in ('reviewer', 'admin') and a.name <> s.first_reader and a.name <> s.second_reader)))`
}

/** Whether a row `s` of second_readings waits for somebody and is not put aside. */
export function isAwaited(): RawBuilder<boolean> {
  return sql<boolean>`(s.kind <> 'settled' and not exists (
    select 1 from asides as p where p.document = s.document and p.field = s.field and p.aside <> 'open'))`
}

/** Whether a row `q` of review_queue has an item for somebody. */
export function hasItemFor(who: string): RawBuilder<boolean> {
  return sql<boolean>`(q.plain > 0 or exists (
    select 1 from second_readings as s where s.document = q.document and ${isAwaited()} and ${mayRead(who)}))`
}
