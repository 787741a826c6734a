/**
 * Columns to fill on a stream: the terminal's, else what COLUMNS says, else `fallback`. Some terminals that programs
 * make say 0, which is none.
 */
export function columnsOf(
  stream: { readonly columns?: number },
  fallback: number,
  env: Readonly<Record<string, string | undefined>> = process.env,
): number {
  const said = Number(env.COLUMNS)
  return stream.columns || (Number.isInteger(said) && said > 0 ? said : fallback)
}

/** Whether something can be drawn again in its place there: on a terminal that moves its cursor when told to. */
export function isLively(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return stream.isTTY === true && env.TERM !== 'dumb'
}
