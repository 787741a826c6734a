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

Copies of the PDFs above: pages of pictures, without a text layer, at 150 dpi (the fax at 200). \`scripts/make-scans.ts\`
renders a page, puts seals on it, wears its print, lays, bends and lights the sheet, and takes it with a lens, a scanner or
a fax that adds blur, noise and compression, all as a seed says. The truths are those of the PDFs, with the condition as
\`level\`. What a seal or a speck hides may be unreadable; it must not come out as something else.

\`npx node scripts/make-scans.ts samples/digital --out DIR --each --images png\` makes one of every condition, and pictures of
their pages; without arguments it lists the conditions.

| file | shows | traits |
|---|---|---|
${list('scan')}

## Text dumps

| file | shows | traits |
|---|---|---|
${list('text')}
`
}
