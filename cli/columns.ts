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
