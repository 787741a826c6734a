import { readdirSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { openProblem } from '../engines/source/load.ts'
import { type PageRange, parsePageRanges } from '../engines/source/pages.ts'
import { Form } from '../schemas/form.ts'
import { readJsonFile } from './json-file.ts'
import { say } from './language.ts'
import { problemSentence } from './problem-text.ts'

/** Option values from text. Each throws commander's InvalidArgumentError, which ends in one line and exit code 2. */

export function parseCount(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > 1e9)
    throw new InvalidArgumentError(say('give a whole number from 1.', '请给出正整数。'))
  return value
}

/** A port to listen on; 0 takes a free one. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError(
      say('give a port such as 8787, 0 for a free one.', '请给出端口号，如 8787；0 表示任取空闲端口。'),
    )
  return port
}

export function parseSeconds(text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 86_400)
    throw new InvalidArgumentError(say('give seconds, such as 60.', '请给出秒数，如 60。'))
  return value
}

/** Seconds to wait for something; 0 is not at all. */
export function parsePatience(text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value > 86_400)
    throw new InvalidArgumentError(
      say('give seconds, such as 60; 0 for no waiting.', '请给出秒数，如 60；0 表示不等待。'),
    )
  return value
}

export function parseBytes(text: string): number {
  const match = /^(\d+)\s*([KMG]?)B?$/i.exec(text)
  const value = Number(match?.[1]) * 1024 ** ' KMG'.indexOf((match?.[2] || ' ').toUpperCase())
  if (!match || value < 1 || !Number.isSafeInteger(value))
    throw new InvalidArgumentError(say('give bytes, such as 50M.', '请给出字节数，如 50M。'))
  return value
}

export function parseShare(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError(say('give a number from 0 to 1.', '请给出 0 到 1 之间的数。'))
  return value
}

export function parsePages(text: string): readonly PageRange[] {
  const ranges = parsePageRanges(text)
  if (!ranges) throw new InvalidArgumentError(say('give pages such as 2-5,7 or 3-.', '请给出页码，如 2-5,7 或 3-。'))
  return ranges
}

/** A folder that may hold a recognition model; whether the model is one, its reader tells. */
export function parseModels(path: string): string {
  let names: readonly string[]
  try {
    names = readdirSync(path)
  } catch (error) {
    throw new InvalidArgumentError(
      say(`the folder ${openProblem(error).message}.`, `${problemSentence(openProblem(error))}。`),
    )
  }
  if (!names.some((name) => name.endsWith('.onnx')))
    throw new InvalidArgumentError(say('the folder holds no .onnx file.', '文件夹中没有 .onnx 文件。'))
  return path
}

/** Reads a form's file and adds it to those given before. */
export function addForm(path: string, before: readonly Form[]): readonly Form[] {
  const form = Form.safeParse(readJsonFile(path))
  if (form.success) return [...before, form.data]
  const issue = form.error.issues[0]!
  const where = issue.path.join('.')
  throw new InvalidArgumentError(
    say(
      `the file is not a form: ${where || 'it'}: ${issue.message}.`,
      `文件不是表式：${where && `${where}：`}${issue.message}。`,
    ),
  )
}
