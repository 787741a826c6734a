/** What a report of one accepted field comes to. */
export const TALLY = {
  accepted: 1,
  review: 0,
  problems: 0,
  needed: false,
  unread: null,
  unknown: false,
  tables: 0,
  sections: 0,
}
