/** One sample in samples/manifest.json. `file` is relative to samples/, `made` the hash of what it was printed from. */
export interface ManifestEntry {
  readonly name: string
  readonly file: string
  readonly source: string
  readonly purpose: string
  readonly sha256: string
  readonly made: string
  readonly traits: readonly string[]
}

/** Writes samples/README.md from the manifest. */
export function writeReadme(entries: readonly ManifestEntry[]): string {
  const list = (folder: string): string =>
    entries
      .filter(({ file }) => file.startsWith(`${folder}/`))
      .map(({ file, purpose, traits }) => `| [\`${file}\`](${file}) | ${purpose} | ${traits.join(', ')} |`)
      .join('\n')
  return `# Samples

Reports that we made ourselves: places, organisations, figures and sentences are invented, only the labels are those of
the official forms. \`npm run samples\` writes this folder from \`samples/make/\`; running it again changes nothing unless
the generator has changed. \`manifest.json\` holds each sample's source, purpose and checksum.

Beside every sample stands \`NAME.truth.json\`: what the document says, field by field. \`accept\` lists readings that are
as good, \`inconsistent\` the cells that the organisation itself printed wrong, \`undecidable\` the fields of which a damaged
text no longer decides the value (\`printed\` tells what stood there), \`absent\` those of which it holds nothing.

\`scripts/make-varied.ts --out DIR --count N --seed S --kind text|digital\` makes any number of further ones.

## PDFs

| file | shows | traits |
|---|---|---|
${list('digital')}

## Scans

Made from the PDFs above by \`scripts/make-scans.ts\`, which makes scans of any digital PDF.

| file | shows | traits |
|---|---|---|
${list('scan')}

## Text dumps

| file | shows | traits |
|---|---|---|
${list('text')}
`
}
