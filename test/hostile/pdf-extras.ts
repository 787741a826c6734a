import { streamObject } from '../engines/pdf/draw-pdf.ts'
import { onePage } from './build-pdf.ts'
import { type Hostile, hostile, SHOWN, UNSEEN } from './case.ts'

const ESC = '\\033'

/** What a document carries beside its pages: scripts, forms, annotations, attachments, and words meant for others. */
export const PDF_EXTRAS: readonly Hostile[] = [
  hostile('script.pdf', () => onePage({ catalog: '/OpenAction << /S /JavaScript /JS (while \\(true\\) {}) >>' }), {
    reads: SHOWN,
  }),
  hostile('launch.pdf', () => onePage({ catalog: '/OpenAction << /S /Launch /F (/bin/sh) >>' }), { reads: SHOWN }),
  hostile(
    'attachment.pdf',
    () =>
      onePage({
        catalog: '/Names << /EmbeddedFiles << /Names [(a.pdf) 6 0 R] >> >> /AF [6 0 R]',
        extras: [
          '<< /Type /Filespec /F (../../etc/passwd) /EF << /F 7 0 R >> >>',
          streamObject('/Type /EmbeddedFile', UNSEEN),
        ],
      }),
    { reads: SHOWN },
    UNSEEN,
  ),
  hostile(
    'portfolio.pdf',
    () =>
      onePage({
        catalog:
          '/Collection << /Type /Collection /View /T /D (a.pdf) >> /Names << /EmbeddedFiles << /Names [(a.pdf) 6 0 R] >> >>',
        extras: ['<< /Type /Filespec /F (a.pdf) /EF << /F 7 0 R >> >>', streamObject('/Type /EmbeddedFile', onePage())],
      }),
    { reads: SHOWN },
  ),
  hostile(
    'xfa.pdf',
    () =>
      onePage({
        catalog: '/NeedsRendering true /AcroForm << /Fields [] /XFA [(template) 6 0 R] >>',
        extras: [
          streamObject(
            '',
            `<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform><value>${UNSEEN}</value></subform></template>`,
          ),
        ],
      }),
    { reads: SHOWN },
    UNSEEN,
  ),
  hostile(
    'form-field-unseen.pdf',
    () =>
      onePage({
        catalog: '/AcroForm << /Fields [6 0 R] /NeedAppearances false >>',
        page: '/Annots [6 0 R]',
        extras: [`<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (${UNSEEN}) /F 2 /Rect [10 10 90 30] >>`],
      }),
    { reads: SHOWN },
    UNSEEN,
  ),
  hostile(
    'note-closed.pdf',
    () =>
      onePage({
        page: '/Annots [6 0 R]',
        extras: [`<< /Type /Annot /Subtype /Text /Contents (${UNSEEN}) /Rect [10 10 30 30] /Open false >>`],
      }),
    { reads: SHOWN },
    UNSEEN,
  ),
  hostile(
    'annotations-looping.pdf',
    () =>
      onePage({
        page: `/Annots [${'6 0 R '.repeat(3000)}]`,
        extras: [
          '<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /Parent 6 0 R /Popup 6 0 R /AP << /N 7 0 R >> >>',
          streamObject(
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 7 0 R >> >>',
            '/X Do',
          ),
        ],
      }),
    { either: ['page-damaged', 'page-failed', 'page-timeout'] },
  ),
  hostile(
    'outline-looping.pdf',
    () =>
      onePage({
        catalog: '/Outlines 6 0 R',
        extras: ['<< /Type /Outlines /First 6 0 R /Last 6 0 R /Next 6 0 R /Title (x) >>'],
      }),
    {
      reads: SHOWN,
    },
  ),
  hostile('labels-looping.pdf', () => onePage({ catalog: '/PageLabels 6 0 R', extras: ['<< /Kids [6 0 R] >>'] }), {
    reads: SHOWN,
  }),
  hostile(
    'names-looping.pdf',
    () => onePage({ catalog: '/Names << /Dests 6 0 R >>', extras: ['<< /Kids [6 0 R] >>'] }),
    { reads: SHOWN },
  ),
  hostile(
    'structure-looping.pdf',
    () =>
      onePage({
        catalog: '/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>',
        extras: ['<< /Type /StructTreeRoot /K [6 0 R] /P 6 0 R >>'],
      }),
    {
      reads: SHOWN,
    },
  ),
  hostile(
    'layers-looping.pdf',
    () =>
      onePage({
        catalog: '/OCProperties 6 0 R',
        extras: ['<< /OCGs [6 0 R] /D << /Order [7 0 R] /OFF [7 0 R] >> >>', '[7 0 R 7 0 R]'],
      }),
    { either: ['page-decoder-warning', 'page-failed', 'pdf-damaged'], or: SHOWN },
  ),
  hostile(
    'escapes.pdf',
    () =>
      onePage({ trailer: '/Info 6 0 R', extras: [`<< /Title (${ESC}]0;owned\\007${ESC}[2J) /Author (${ESC}[31m) >>`] }),
    { reads: SHOWN },
  ),
  hostile(
    'metadata-bomb.pdf',
    () =>
      onePage({
        catalog: '/Metadata 6 0 R',
        extras: [streamObject('/Type /Metadata /Subtype /XML', `<?xpacket?>${'<x>'.repeat(100_000)}`)],
      }),
    { reads: SHOWN },
  ),
]
