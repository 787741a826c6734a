/** Whether a cell says in a word that there is nothing to count; no figure, and no row's label either. */
export function saysNone(text: string): boolean {
  return /^(?:无|暂无|没有|不涉及|不适用)$/u.test(text.trim())
}
