import { greyImage, streamObject } from '../engines/pdf/draw-pdf.ts'
import { onePage, visible } from './build-pdf.ts'
import { endless, type Hostile, hostile, SHOWN, UNSEEN } from './case.ts'
import { picture } from './foreign.ts'
import { noise } from './texts.ts'

const UNREAD = {
  partly: ['page-not-read', 'page-failed', 'page-damaged', 'page-decoder-warning', 'image-damaged'],
} as const
/** A picture that can be decoded is read, whatever it shows. */
const READ = { either: UNREAD.partly, or: '' } as const
const GREY = '/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8'

/** Pages that are a picture: whole, cut, garbage, or larger than anybody can hold. None of them is a blank page. */
export const PDF_PICTURES: readonly Hostile[] = [
  hostile('scan.pdf', () => scan(greyImage(300, 200, speckled)), READ),
  hostile(
    'scan-with-garbage-text.pdf',
    () => scan(greyImage(300, 200, speckled), `3 Tr ${visible(UNSEEN)}`),
    READ,
    UNSEEN,
  ),
  hostile('scan-with-words-behind.pdf', () => scan(greyImage(300, 200, speckled), '', visible(UNSEEN)), READ, UNSEEN),
  hostile('jpeg.pdf', () => scan(image('/DCTDecode', picture('jpeg'))), READ),
  hostile('jpeg-cut.pdf', () => scan(image('/DCTDecode', picture('jpeg').subarray(0, 400))), UNREAD),
  hostile('jpeg-header-only.pdf', () => scan(image('/DCTDecode', picture('jpeg').subarray(0, 100))), UNREAD),
  hostile('jpeg-noise.pdf', () => scan(image('/DCTDecode', noise(3000))), UNREAD),
  hostile('jpx.pdf', () => scan(image('/JPXDecode', picture('jp2'))), READ),
  hostile('jpx-cut.pdf', () => scan(image('/JPXDecode', picture('jp2').subarray(0, 200))), UNREAD),
  hostile('jpx-noise.pdf', () => scan(image('/JPXDecode', noise(3000))), UNREAD),
  hostile('jbig2-noise.pdf', () => scan(image('/JBIG2Decode', noise(3000), '/BitsPerComponent 1')), UNREAD),
  hostile('jbig2-empty.pdf', () => scan(image('/JBIG2Decode', Buffer.alloc(0), '/BitsPerComponent 1')), UNREAD),
  hostile(
    'ccitt-noise.pdf',
    () =>
      scan(image('/CCITTFaxDecode', noise(3000), '/BitsPerComponent 1 /DecodeParms << /K -1 /Columns 60 /Rows 30 >>')),
    READ,
  ),
  hostile(
    'ccitt-empty.pdf',
    () =>
      scan(
        image('/CCITTFaxDecode', Buffer.alloc(0), '/BitsPerComponent 1 /DecodeParms << /K -1 /Columns 60 /Rows 30 >>'),
      ),
    UNREAD,
  ),
  hostile(
    'ccitt-columns.pdf',
    () =>
      scan(
        image(
          '/CCITTFaxDecode',
          noise(300),
          '/BitsPerComponent 1 /DecodeParms << /K 0 /Columns 2147483647 /Rows 2147483647 >>',
        ),
      ),
    UNREAD,
  ),
  hostile(
    'flate-image-cut.pdf',
    () => scan(streamObject(`${GREY} /Width 300 /Height 200 /Filter /FlateDecode`, noise(100))),
    UNREAD,
  ),
  hostile('image-short.pdf', () => scan(streamObject(`${GREY} /Width 300 /Height 200`, noise(100))), UNREAD),
  hostile(
    'image-100000-wide.pdf',
    () => scan(streamObject(`${GREY} /Width 100000 /Height 100000`, noise(100))),
    UNREAD,
  ),
  hostile('image-below-limit.pdf', () => scan(streamObject(`${GREY} /Width 9999 /Height 9999`, noise(100))), UNREAD),
  hostile('image-size-negative.pdf', () => scan(streamObject(`${GREY} /Width -5 /Height 200`, noise(100))), UNREAD),
  hostile('image-size-missing.pdf', () => scan(streamObject(GREY, noise(100))), UNREAD),
  hostile(
    'image-depth-absurd.pdf',
    () => scan(streamObject(`${GREY.replace(' 8', ' 77')} /Width 30 /Height 20`, noise(900))),
    UNREAD,
  ),
  hostile(
    'image-colours-recursive.pdf',
    () =>
      onePage({
        content: '300 0 0 200 0 0 cm /X Do',
        resources: '/XObject << /X 6 0 R >>',
        extras: [
          streamObject(
            '/Type /XObject /Subtype /Image /Width 30 /Height 20 /BitsPerComponent 8 /ColorSpace 7 0 R',
            noise(600),
          ),
          '[/Indexed 7 0 R 255 (abc)]',
        ],
      }),
    UNREAD,
  ),
  hostile(
    'image-mask-of-itself.pdf',
    () => scan(streamObject(`${GREY} /Width 30 /Height 20 /SMask 6 0 R`, noise(600))),
    READ,
  ),
  hostile(
    'image-missing.pdf',
    () => onePage({ content: '300 0 0 200 0 0 cm /X Do', resources: '/XObject << /X 99 0 R >>' }),
    UNREAD,
  ),
  hostile(
    'inline-image-huge.pdf',
    () =>
      onePage({
        content: `300 0 0 200 0 0 cm BI /W 90000 /H 90000 /BPC 8 /CS /G ID ${noise(90).toString('latin1')} EI`,
      }),
    UNREAD,
  ),
  endless(
    'images-thousand.pdf',
    () =>
      onePage({
        content: `${visible()} ${'q 9 0 0 9 5 5 cm /X Do Q '.repeat(20_000)}`,
        resources: '/XObject << /X 6 0 R >>',
        extras: [greyImage(30, 20, speckled)],
      }),
    { either: ['page-not-read', 'page-timeout'], or: SHOWN },
  ),
]

/** A page that is this image, with operators behind it and in front of it. */
function scan(xobject: Buffer, after = '', before = ''): Buffer {
  return onePage({
    content: `${before} q 300 0 0 200 0 0 cm /X Do Q ${after}`,
    resources: '/XObject << /X 6 0 R >>',
    extras: [xobject],
  })
}

function image(filter: string, data: Buffer, entries = '/BitsPerComponent 8'): Buffer {
  return streamObject(
    `/Type /XObject /Subtype /Image /Width 60 /Height 30 /ColorSpace /DeviceGray ${entries} /Filter ${filter}`,
    data,
  )
}

function speckled(x: number, y: number): number {
  return (x * 7 + y * 13) % 11 < 3 ? 0 : 255
}
