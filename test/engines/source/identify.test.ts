import { expect, test } from 'vitest'
import { identify, identifyMarkup } from '../../../engines/source/identify.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['%PDF-1.7\n', { type: 'pdf' }],
  ['\xef\xbb\xbf\r\n%PDF-1.4', { type: 'pdf' }],
  [`${'junk '.repeat(100)}%PDF-1.4`, { type: 'pdf' }],
  [`${'x'.repeat(1024)}%PDF-1.4`, { type: 'text' }],
  ['\x89PNG\r\n\x1a\n', { type: 'image', what: 'PNG' }],
  ['\xff\xd8\xff\xe0', { type: 'image', what: 'JPEG' }],
  ['II*\0', { type: 'image', what: 'TIFF' }],
  ['MM\0*', { type: 'image', what: 'TIFF' }],
  ['RIFF\x01\x02\x03\x04WEBPVP8 ', { type: 'image', what: 'WebP' }],
  ['RIFF\x01\x02\x03\x04WAVE', { type: 'text' }],
  ['MMXX annual report', { type: 'text' }],
  ['%PDF is a format', { type: 'text' }],
  ['BM2024 figures', { type: 'text' }],
])('tells %j by its first bytes', (head, type) => {
  expect(identify(latin1(head))).toEqual(type)
})

test.each(['PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '{\\rtf1', '\x1f\x8b\x08'])(
  'names %j as foreign',
  (head) => {
    expect(identify(latin1(head)).type).toBe('foreign')
  },
)

test.each([
  ['GIF89a', 'a GIF image'],
  ['BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0', 'a BMP image'],
  ['\0\0\0\x18ftypheic\0\0\0\0', 'a HEIC photo'],
  ['\0\0\0\x20ftypavif', 'an AVIF image'],
  ['\0\0\0\x0cjP  \r\n\x87\n', 'a JPEG 2000 image'],
])('names %j as a picture that is not read', (head, what) => {
  expect(identify(latin1(head))).toEqual({ type: 'foreign', what, picture: true })
})

test.each([
  ['<!DOCTYPE html><p>x', 'a web page (HTML)'],
  ['\uFEFF\n<html lang="zh">', 'a web page (HTML)'],
  ['<?xml version="1.0"?><a/>', 'an XML file'],
  ['{"format":"nianbao/report@1"}', 'a JSON file'],
  ['[1] 一、总体情况', null],
  ['| 信息内容 | 本年制发件数 |', null],
  ['<2021> 年度报告', null],
])('tells markup from prose: %j', (text, what) => {
  expect(identifyMarkup(text)).toBe(what)
})
