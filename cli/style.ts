import { styleText } from 'node:util'

export type Style = Readonly<Record<'flag' | 'strong' | 'faint', (text: string) => string>>

/** Colours where the stream is a terminal that wants them (NO_COLOR and FORCE_COLOR are heeded). */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text, { stream, validateStream: true })
  return { flag: paint('yellow'), strong: paint('bold'), faint: paint('dim') }
}
