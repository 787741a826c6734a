/** Whether two printed values are one: numbers but for what calculating in binary leaves, everything else to the letter. */
export function sameValue(a: number | string | null | undefined, b: number | string | null | undefined): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-6 : a === b
}
