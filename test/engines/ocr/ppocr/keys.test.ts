import { expect, test } from 'vitest'
import { classKeys, listedCharacters, ymlCharacters } from '../../../../engines/ocr/ppocr/keys.ts'
import { modelProperties } from '../../../../engines/ocr/ppocr/metadata.ts'

test('a list has one character a line, whatever ends the lines; a line of a space is the space', () => {
  expect(listedCharacters('一\r\n二\r\n')).toEqual(['一', '二'])
  expect(listedCharacters('\uFEFF"\n \n#\n\n')).toEqual(['"', ' ', '#'])
})

test('an inference.yml lists its characters, quoted where YAML wants it', () => {
  const yml =
    "Global:\n  model_name: x\nPostProcess:\n  name: CTC\n  character_dict:\n  - 一\n  - ''''\n  - '!'\n  - \"\\\\\"\n  - '-'\nHpi:\n- no\n"
  expect(ymlCharacters(yml)).toEqual(['一', "'", '!', '\\', '-'])
  expect(ymlCharacters('PostProcess:\n  name: CTC\n')).toBeNull()
})

test('classes are the blank, the characters, and the space where the model has one more', () => {
  expect(classKeys(['a', 'b'], 3)).toEqual(['', 'a', 'b'])
  expect(classKeys(['a', 'b'], 4)).toEqual(['', 'a', 'b', ' '])
  expect(classKeys(['a', 'b'], 5)).toBeNull()
})

const field = (number: number, bytes: Uint8Array) => Buffer.from([(number << 3) | 2, bytes.length, ...bytes])
const utf8 = (text: string) => new TextEncoder().encode(text)

test('a model’s own properties are found among the other fields of its file', () => {
  const entry = (key: string, value: string) => field(14, Buffer.concat([field(1, utf8(key)), field(2, utf8(value))]))
  const version = Buffer.from([1 << 3, 0x96, 0x01])
  const model = Buffer.concat([version, field(7, utf8('graph')), entry('character', '一\n二'), entry('other', 'x')])
  expect(modelProperties(model)).toEqual(
    new Map([
      ['character', '一\n二'],
      ['other', 'x'],
    ]),
  )
  expect(modelProperties(utf8('no protocol buffer at all')).size).toBe(0)
  expect(modelProperties(model.subarray(0, model.length - 3)).has('other')).toBe(false)
})
