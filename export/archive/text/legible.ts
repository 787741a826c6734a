/**
 * Text that every format can hold, XML 1.0 as well as the character map of a PDF's font: control characters, private
 * signals and noncharacters become white space or go, halves of characters become the replacement character. What is
 * longer than any passage of a page is cut.
 */
export function legible(text: string): string {
  const cut = text.length > LONGEST ? text.slice(0, LONGEST) : text
  return cut.toWellFormed().replace(CONTROL, ' ').replace(UNFIT, '')
}

/** Characters: a page of small print holds six thousand. */
const LONGEST = 20_000

const CONTROL = /[\p{Cc}\u2028\u2029]+/gu

/** Byte order marks, noncharacters, marks of direction and the like that nobody sees and that mislead whoever reads on. */
const UNFIT =
  /[\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/gu
