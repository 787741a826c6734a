import type { Problem } from '../../schemas/problem.ts'

/** What went wrong while opening, as a problem value. `head` is the file's beginning. */
export function openingProblem(error: unknown, head: Uint8Array): Problem {
  const { name, code, message } = error as { name?: string; code?: number; message?: string }
  if (name === 'PasswordException') {
    return code === 2
      ? {
          code: 'pdf-password-wrong',
          message: 'the password does not open this PDF; give the right one with --password',
        }
      : { code: 'pdf-encrypted', message: 'the PDF is encrypted; give its password with --password' }
  }
  if (!hasHeader(head)) return { code: 'not-a-pdf', message: 'the file is not a PDF: it lacks the header %PDF-' }
  return {
    code: 'pdf-damaged',
    message: `the PDF is damaged and cannot be opened (${oneLine(message ?? name ?? 'unknown')})`,
  }
}

export function pageProblem(error: unknown, page: number): Problem {
  const { name, message } = error as { name?: string; message?: string }
  return {
    code: 'page-failed',
    page,
    message: `page ${page} could not be drawn (${oneLine(message || name || 'unknown')})`,
  }
}

/** The header may stand anywhere in the first 1024 bytes (PDF 32000-1, annex H.3.4.1). */
export function hasHeader(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1')
  return head.includes('%PDF-')
}

/** pdf.js's words on one line. It numbers the documents of a process, and names fonts after them: that is left out. */
export function oneLine(text: string): string {
  return text
    .replace(/\bg_d\d+_/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160)
}
