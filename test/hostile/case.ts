import type { ProblemCode } from '../../schemas/problem.ts'

/**
 * What must become of an input. `fails`: no report, and one of these problems. `partly`: a report that is in review and
 * names one of these problems. `reads`: a report that holds this text, and no problem above a notice. `either`: one of
 * these problems, with or without a report (of several decent ways out the test does not choose), or, where `or` is
 * given, a report as with `reads`. `damaged`: of this sample, so what is not in review is as in the sample's report.
 */
export type Expected =
  | { readonly fails: readonly ProblemCode[] }
  | { readonly partly: readonly ProblemCode[] }
  | { readonly reads: string }
  | { readonly either: readonly ProblemCode[]; readonly or?: string }
  | { readonly damaged: string }

/** One malformed or hostile input: its file name, how it is made, what must become of it. */
export type Hostile = {
  readonly name: string
  readonly make: () => Uint8Array
  readonly expect: Expected
  /** Takes as long as it is given: read in a batch of its own, with little patience. */
  readonly slow?: true
  /** Text that nobody can see on the page, or that belongs to another revision: it may be nowhere in the report. */
  readonly hides?: string
}

/** What the small hostile documents show to those who can read them. */
export const SHOWN = 'Visible 4711'
/** What they hold out of sight. */
export const UNSEEN = 'Hidden 9999'

/** Shorthand for a list of one kind. */
export function hostile(name: string, make: () => Uint8Array | string, expect: Expected, hides?: string): Hostile {
  return { name, make: () => bytesOf(make()), expect, ...(hides === undefined ? {} : { hides }) }
}

/** An input that keeps a reader busy beyond all patience, or may do so. */
export function endless(name: string, make: () => Uint8Array | string, expect: Expected): Hostile {
  return { ...hostile(name, make, expect), slow: true }
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content
}
