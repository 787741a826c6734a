import type { Markup } from './markup.ts'

/** The style of all pages. Colours are those of the reviewers' page; charts take them by class, so that they follow light and dark. */
export const STYLE: Markup = {
  markup: `
:root { --paper: #fff; --ground: #f5f4f1; --line: #d8d5cd; --ink: #1d2126; --soft: #565b63; --brand: #1f4e79;
  --one: #2f6ea5; --two: #d99a2b; --three: #b8433b; --four: #8a93a0; --five: #4d9a63; --six: #8566a8;
  --flag: #fff1d6; --flag-ink: #8a4b00; --grid: #e4e1da; }
@media (prefers-color-scheme: dark) { :root { --paper: #1c2024; --ground: #14171a; --line: #363c43; --ink: #e7e9ec;
  --soft: #a5adb7; --brand: #8fbfe8; --one: #5b9bd3; --two: #e0ab4b; --three: #e0736b; --four: #7d8794; --five: #6dbb83;
  --six: #a98bd0; --flag: #3a2f18; --flag-ink: #f0c983; --grid: #2b3036; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 "PingFang SC", "Hiragino Sans GB",
  "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; }
header, main { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
h1 { margin: 0; font-size: 26px; line-height: 1.3; font-weight: 650; color: var(--brand); }
header p { margin: 4px 0 0; color: var(--soft); overflow-wrap: anywhere; }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 20px; padding-top: 20px; padding-bottom: 48px; }
section, .tiles { grid-column: 1 / -1; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; min-width: 0; }
section.half { grid-column: auto; }
h2 { margin: 0 0 2px; font-size: 17px; font-weight: 600; }
.note { margin: 0 0 10px; color: var(--soft); font-size: 13px; }
.warn { grid-column: 1 / -1; margin: 0; padding: 10px 16px; border-radius: 8px; background: var(--flag); color: var(--flag-ink); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 0; }
.tile { display: flex; flex-direction: column; padding: 14px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.tile dd { margin: 0; font-size: 26px; line-height: 1.2; font-weight: 650; }
.tile dt { color: var(--soft); font-size: 13px; }
.tile.bad dd { color: var(--three); }
.tile.care dd { color: var(--flag-ink); }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 5px 10px 5px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--grid); font-weight: 400; overflow-wrap: anywhere; }
thead th { color: var(--soft); font-size: 13px; white-space: nowrap; border-bottom-color: var(--line); }
.n { text-align: right; white-space: nowrap; }
.n + :not(.n) { padding-left: 18px; }
tr.flagged > :first-child { padding-left: 8px; }
tr.flagged { background: var(--flag); }
small, code { color: var(--soft); font-size: 12px; }
code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
mark { background: var(--flag); color: var(--flag-ink); padding: 0 4px; border-radius: 4px; }
span.bad { color: var(--three); }
details { margin-top: 10px; }
summary { cursor: pointer; color: var(--brand); font-size: 13px; }
svg { display: block; width: 100%; height: auto; margin-top: 6px; }
svg text { fill: var(--ink); font-size: 13px; }
svg .soft { fill: var(--soft); font-size: 12px; }
svg .rule { stroke: var(--grid); }
svg .axis { stroke: var(--line); }
.c1 { fill: var(--one); } .c2 { fill: var(--two); } .c3 { fill: var(--three); }
.c4 { fill: var(--four); } .c5 { fill: var(--five); } .c6 { fill: var(--six); }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 4px 0 0; padding: 0; list-style: none; color: var(--soft); font-size: 13px; }
.legend svg { display: inline-block; width: 10px; height: 10px; margin: 0 6px 0 0; }
@media (max-width: 760px) { main { grid-template-columns: minmax(0, 1fr); } header, main { padding-left: 14px; padding-right: 14px; } }
@media print { :root { --paper: #fff; --ground: #fff; --line: #bbb; --ink: #000; --soft: #444; --brand: #1f4e79; --grid: #ddd;
  --one: #2f6ea5; --two: #d99a2b; --three: #b8433b; --four: #8a93a0; --five: #4d9a63; --six: #8566a8; --flag: #f6ecd8; --flag-ink: #6b3b00; }
  body { font-size: 11px; } main { display: block; padding: 10px 0; } header { padding: 0; }
  section, .tiles { margin-bottom: 10px; } section, .tile { break-inside: avoid; padding: 10px 12px; }
  .tiles { grid-template-columns: repeat(auto-fit, minmax(90px, 1fr)); } .tile dd { font-size: 18px; }
  section.half svg { max-width: 420px; } section.half details { display: none; }
  table { font-size: 11px; } h2, .note { break-after: avoid; }
  section.long { break-inside: auto; } tr { break-inside: avoid; } thead { display: table-header-group; }
  details::details-content { content-visibility: visible; display: block; } summary { display: none; }
  .c1, .c2, .c3, .c4, .c5, .c6, tr.flagged, mark, .warn { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`,
}
