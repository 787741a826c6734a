import type { zhReview } from './zh-review.ts'

/** What the review screen says where something cannot be taken, opened or left as it is, in English. */
export const enReview: Readonly<Record<keyof typeof zhReview, string>> = {
  'review.taken': 'This document cannot be opened now',
  'review.takenBy': '{name}: {who} is reviewing it, and has it until {until} at least.',
  'review.takenWhat': '{message} No other document was opened in its place.',
  'review.takeNext': 'Take the next one',
  'review.tryAgain': 'Try again',
  'review.back': 'Back to the document',
  'review.none': 'There are no documents yet: upload some on the page “Documents”.',
  'review.clearFilters': 'Clear the filters',
  'failure.stale': 'Somebody else has answered since.',
  'stale.choose': 'Nothing is decided yet: Tab leads to the choice, Enter then takes it. Esc does not close this.',
  'bar.file': 'Name of the file',
  'cell.not-a-year': 'not a year',
  'cell.not-a-date': 'not a date',
  'cell.kept': 'typed, not accepted yet',
  'say.not-a-year': '“{text}” is not a year: type four digits, from 1900 to 2100.',
  'say.not-a-date': '“{text}” is not a date: write 2021-1-24, 2021年1月24日 or 二〇二一年一月二十四日.',
  'say.keptLast': 'Some cells hold what you typed and did not accept: Enter accepts, Esc drops it.',
  'say.pageNotRead':
    'Pages were not read, so Enter does not confirm that this is missing. Look at the original and type the value; press M where there is no such cell.',
  'say.mayHold':
    'Nothing is settled: this cell may hold {values}. Press C to choose one, or type it; press M, then Enter, where there is no such cell.',
  'say.nothingToShift':
    'Of these cells none, or the sum alone, was found: there is nothing to shift. Settle them one by one.',
  'say.previewPart': 'Preview: this cell and those {side} it shifted {way} by {by}. Enter takes it, Esc leaves it.',
  'say.previewLeft': 'The row was left: the shift was not taken, nothing has changed.',
  'say.previewChanged': 'The row’s values have just changed: look at the preview again. Enter takes it, Esc leaves it.',
  'say.cellGone': 'The cell is no longer in the table: the cursor is elsewhere now.',
  'say.shiftedPart': 'Part of the row shifted: {count} cells',
  'say.markedNext': 'The table is marked; U takes it back, J goes to the next document.',
  'say.goingBack': 'The last answer is just being taken back: one moment.',
  'say.undoneTable': 'Taken back: what the table is',
  'leftover.one': '{name}: all fields are settled; parts were not read ({what}).',
  'leftover.many': '{count} documents have all fields settled; parts were not read.',
  'leftover.go': 'See to it (Y)',
  'leftover.leave': 'Dismiss',
  'key.leftover': 'to what was not read of settled documents',
  'say.noLeftover': 'No settled document has unread parts.',
  'side.before': 'before',
  'side.behind': 'behind',
  'why.shifted-part': 'part of the row shifted',
  'mark.drops':
    'Fields read here as another table: {count}. Those that are found nowhere else become missing and are to be reviewed. U takes it back afterwards.',
  'mark.anyway': 'Mark it all the same',
  'mark.asItIs': 'This is what the table is already.',
  'picture.boxKeys':
    'Drag a box around the cell, or use arrows to move, ⇧ arrows to size; Enter takes it, Esc leaves it',
  'help.boxes':
    'While a missing cell is framed (A): arrows move the box, ⇧ arrows size it, Enter takes it, Esc leaves it.',
}
