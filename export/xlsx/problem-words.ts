/** What a problem says. */
export function problemWords(_code: string, message: string): string {
  return message
}
