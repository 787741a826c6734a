/** When the present day began where the browser is, in milliseconds since 1970: what "today" counts from. */
export function startOfDay(): number {
  return new Date().setHours(0, 0, 0, 0)
}
