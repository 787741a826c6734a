import { READER } from '../../../schemas/report.ts'
import { escaped } from '../xml.ts'
import { srgbProfile } from './icc.ts'
import { type PdfObject, packedStream, rawStream } from './objects.ts'

/** XMP that names a document and says that it keeps to PDF/A-2u (ISO 19005-2, 6.6). No dates: the same input, the same bytes. */
function archivalMetadata(title: string): Uint8Array {
  return Buffer.from(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>${escaped(READER)}</xmp:CreatorTool>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`,
    'utf8',
  )
}

/** The entries that a PDF/A's catalog has more than others, given the numbers of the objects they name (6.2.3, 6.6.2). */
export function archivalEntries(metadata: number, profile: number): string {
  const name = '(sRGB IEC61966-2.1)'
  const intent = `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier ${name} /Info ${name} /DestOutputProfile ${profile} 0 R >>`
  return `/Metadata ${metadata} 0 R /OutputIntents [${intent}]`
}

/** The objects that those entries name: what the document is, and what its colours mean. */
export function archivalObjects(metadata: number, profile: number, title: string): readonly PdfObject[] {
  return [
    rawStream(metadata, '/Type /Metadata /Subtype /XML', archivalMetadata(title)),
    packedStream(profile, '/N 3 /Alternate /DeviceRGB', srgbProfile()),
  ]
}
