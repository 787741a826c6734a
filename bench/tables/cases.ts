import { data, page, table } from './html.ts'

/** One page of made-up tables each, named after what it shows. `tables` is how many tables a reader would see in it. */
export const CASES: Readonly<Record<string, string>> = {
  plain: page('', table('', data(6, 5))),
  hairlines: page('td,th{border:0.2pt solid #000}', table('', data(8, 6))),
  'grey hairlines': page('td,th{border:0.3pt solid #bbb}', table('', data(8, 6))),
  dashed: page('td,th{border:1px dashed #333}', table('', data(5, 4))),
  dotted: page('td,th{border:1.5px dotted #333}', table('', data(5, 4))),
  double: page('td,th{border:3px double #000} table{border:4px double #000}', table('', data(5, 4))),
  'thick frame': page('td,th{border:0.5px solid #000} table{border:4px solid #000}', table('', data(6, 4))),
  'separate borders': page(
    'table{border-collapse:separate;border-spacing:2px;border:1px solid #000}',
    table('', data(5, 4)),
  ),
  'open sides': page(
    'td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}',
    table('', data(6, 5)),
  ),
  'header fill, white lines': page(
    'td{border:none;border-bottom:1px solid #999}th{background:#1f4e79;color:#fff;border:1px solid #fff}td,th{border-right:1px solid #999}table{border-left:1px solid #999}',
    table('', data(6, 5)),
  ),
  'fills only': page(
    'td,th{border:2px solid #fff}td{background:#dbe5f1}th{background:#4f81bd;color:#fff}',
    table('', data(6, 5)),
  ),
  'zebra with column lines': page(
    'td,th{border:none;border-left:1px solid #888;border-right:1px solid #888}tr:nth-child(even) td{background:#eee}th{background:#bbb}table{border-bottom:1px solid #888}',
    table('', data(7, 4)),
  ),
  'merged header': page(
    '',
    table(
      '',
      `<tr><th rowspan=2>Region</th><th colspan=3>Households</th><th colspan=2>Income</th></tr><tr><th>2019</th><th>2020</th><th>2021</th><th>Mean</th><th>Median</th></tr>${data(5, 6, { head: false })}`,
    ),
  ),
  'three header rows': page(
    '',
    table(
      '',
      `<tr><th rowspan=3>Country</th><th colspan=6>Imports of goods</th></tr><tr><th colspan=3>Intra-EU</th><th colspan=3>Extra-EU</th></tr><tr><th>Q1</th><th>Q2</th><th>Q3</th><th>Q1</th><th>Q2</th><th>Q3</th></tr>${data(6, 7, { head: false })}`,
    ),
  ),
  'row groups': page(
    '',
    table(
      '',
      `<tr><th>Programme</th><th>Item</th><th>Budget</th><th>Spent</th></tr><tr><td rowspan=3>Roads</td><td>Repair</td><td>120</td><td>118</td></tr><tr><td>Lighting</td><td>40</td><td>39</td></tr><tr><td>Signs</td><td>12</td><td>9</td></tr><tr><td rowspan=2>Schools</td><td>Books</td><td>88</td><td>91</td></tr><tr><td>Meals</td><td>64</td><td>60</td></tr><tr><td colspan=2>Total</td><td>324</td><td>317</td></tr>`,
    ),
  ),
  'multi-line cells': page(
    'td{width:25%}',
    table(
      '',
      `<tr><th>Measure</th><th>Description</th><th>Responsible body</th><th>Deadline</th></tr>${[1, 2, 3, 4].map((i) => `<tr><td>M${i}</td><td>Improve the exchange of information between the national authorities and the agency, including ${i} pilot projects</td><td>Directorate General for Regional Affairs and Planning</td><td>End of ${2010 + i}</td></tr>`).join('')}`,
    ),
  ),
  'blank cells': page('', table('', data(7, 6, { blanks: true }))),
  'section rows': page(
    '',
    table(
      '',
      `<tr><th>Item</th><th>2008</th><th>2009</th></tr><tr><td colspan=3>Revenue</td></tr>${data(3, 3, { head: false })}<tr><td colspan=3>Expenditure</td></tr>${data(3, 3, { head: false, seed: 5 })}`,
    ),
  ),
  'two tables, one above the other': page(
    '',
    `${table('', data(4, 4))}<p>Between the tables there is a paragraph of text that belongs to neither.</p>${table('', data(4, 3, { seed: 9 }))}`,
  ),
  'two tables side by side': page(
    '',
    `<div style="display:flex;gap:20px">${table('width:45%', data(5, 3))}${table('width:45%', data(4, 3, { seed: 4 }))}</div>`,
  ),
  'box round prose': page(
    '',
    `<div style="border:1px solid #000;padding:8px;margin:12px 0">Note: figures may not add up because of rounding. This box is no table.</div>${table('', data(5, 4))}`,
  ),
  'page frame': page('body{border:2px solid #000;padding:20px}', table('', data(5, 4))),
  nested: page(
    '',
    table(
      '',
      `<tr><td>Outer one</td><td>${table('margin:6px;width:90%', data(3, 3))}</td></tr><tr><td>Outer two</td><td>Outer three</td></tr>`,
    ),
  ),
  'bar chart': page(
    '',
    `<svg width=400 height=200>${[0, 1, 2, 3, 4].map((i) => `<line x1=0 x2=400 y1=${i * 40} y2=${i * 40} stroke=#ccc /><rect x=${20 + i * 70} y=${160 - i * 30} width=40 height=${40 + i * 30} fill=#369 />`).join('')}<line x1=0 x2=0 y1=0 y2=200 stroke=#000 /></svg>${table('', data(4, 4))}`,
  ),
  'underlined words': page(
    '',
    `<p>The <u>first</u> and the <u>second</u> and a <span style="border-bottom:1px solid #000">third term</span> are underlined.</p>${table('', data(4, 4))}`,
  ),
  'vertical text': page('th{writing-mode:vertical-rl;height:90px}', table('', data(5, 5))),
  'sideways header': page('th{writing-mode:vertical-rl;transform:rotate(180deg);height:90px}', table('', data(5, 5))),
  landscape: page('@page{size:A4 landscape}', table('', data(7, 10))),
  'tiny type': page('td,th{font-size:5.5pt;padding:1px 2px}', table('width:50%', data(12, 8))),
  'no inner verticals': page(
    'td,th{border:none;border-top:1px solid #000;border-bottom:1px solid #000}',
    table('', data(7, 5)),
  ),
  'header rule and foot rule only': page(
    'td,th{border:none}th{border-top:1.5px solid #000;border-bottom:1px solid #000}tr:last-child td{border-bottom:1.5px solid #000}',
    table('', data(8, 5)),
  ),
  'spanning header over rules only': page(
    'td,th{border:none}.t{border-top:1.5px solid #000}.m{border-bottom:0.7px solid #000}tr:last-child td{border-bottom:1.5px solid #000}',
    table(
      '',
      `<tr><th class="t m" rowspan=2>Group</th><th class="t m" colspan=2>Women</th><th class="t m" colspan=2>Men</th></tr><tr><th class=m>Count</th><th class=m>Share</th><th class=m>Count</th><th class=m>Share</th></tr>${data(6, 5, { head: false })}`,
    ),
  ),
  'framed, no row lines': page(
    'td,th{border:none;border-left:1px solid #000;border-right:1px solid #000}th{border:1px solid #000}table{border:1px solid #000}',
    table('', data(9, 5)),
  ),
  'frame and header line only': page(
    'td,th{border:none}th{border-bottom:1px solid #000}table{border:1px solid #000}',
    table('', data(8, 5)),
  ),
  'zebra only': page(
    'td,th{border:none}tr:nth-child(even) td{background:#e6eef7}th{background:#355c7d;color:#fff}',
    table('', data(8, 5)),
  ),
  'double header line, total line': page(
    'td,th{border:none}th{border-bottom:3px double #000}tr:last-child td{border-top:1px solid #000;border-bottom:3px double #000}',
    table('', data(7, 4)),
  ),
  'chinese open sides': page(
    'td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}',
    table(
      '',
      `<tr><th rowspan=2>项　目</th><th colspan=2>上年结转</th><th rowspan=2>总 计</th></tr><tr><th>件数</th><th>金额（万元）</th></tr><tr><td>依申请公开</td><td>12</td><td>3.50</td><td>15</td></tr><tr><td>行政复议</td><td></td><td>/</td><td>0</td></tr>`,
    ),
  ),
  'stub line only': page(
    'td,th{border:none;border-top:1px solid #000;border-bottom:1px solid #000}td:first-child,th:first-child{border-right:1px solid #000}',
    table('', data(7, 5)),
  ),
  'column rules under headers only': page(
    'table{border-collapse:separate;border-spacing:10px 0}td,th{border:none}th{border-bottom:1px solid #000}tr:last-child td{border-bottom:1px solid #000}',
    table('', data(7, 4)),
  ),
  'two rule tables with captions': page(
    'td,th{border:none}th{border-top:1.5px solid #000;border-bottom:1px solid #000}tr:last-child td{border-bottom:1.5px solid #000}',
    `<p>Table 1. Arrivals by month</p>${table('', data(5, 4))}<p>Table 2. Departures by month</p>${table('', data(6, 4, { seed: 3 }))}`,
  ),
  'rules round prose': page(
    '',
    `<hr><p>${'Prose between two rules of a page is no table, however many lines of it there may be. '.repeat(9)}</p><hr>${table('', data(4, 4))}`,
  ),
  'two columns of prose between rules': page(
    '',
    `<hr><div style="columns:2">${'Two columns of prose, set between a header rule and a footer rule, are no table either. '.repeat(24)}</div><hr>${table('', data(4, 4))}`,
  ),
  'rules and wrapped labels': page(
    'td,th{border:none;vertical-align:top}th{border-top:1.5px solid #000;border-bottom:1px solid #000}tr:last-child td{border-bottom:1.5px solid #000}td:first-child{width:30%}',
    table(
      '',
      '<tr><th>Indicator</th><th>2007</th><th>2008</th><th>2009</th></tr><tr><td>Share of households with access to the network at home</td><td>54</td><td>60</td><td>65</td></tr><tr><td>Enterprises</td><td>77</td><td>81</td><td>83</td></tr><tr><td>Individuals who have never used a computer in their lives</td><td>34</td><td>31</td><td>28</td></tr><tr><td>Schools</td><td>98</td><td>98</td><td>99</td></tr>',
    ),
  ),
  'two-line headers without verticals': page(
    'td,th{border:none}th{border-top:1.5px solid #000;border-bottom:1px solid #000;width:16%;vertical-align:bottom}tr:last-child td{border-bottom:1.5px solid #000}',
    table(
      '',
      `<tr><th>Sector of activity</th><th>Persons employed in total</th><th>Value added per person</th><th>Gross operating rate</th><th>Investment rate</th></tr>${data(7, 5, { head: false })}`,
    ),
  ),
  'text rows, rules only': page(
    'td,th{border:none;border-top:1px solid #000;border-bottom:1px solid #000;text-align:left!important;vertical-align:top}td{width:33%}',
    table(
      '',
      [1, 2, 3, 4]
        .map(
          (i) =>
            `<tr><td>Objective ${i}: strengthen cooperation</td><td>Meetings of the working group are held twice a year and documented in annex ${i}</td><td>Secretariat with the help of the member states concerned</td></tr>`,
        )
        .join(''),
    ),
  ),
  'section rows, rules only': page(
    'td,th{border:none}th{border-top:1.5px solid #000;border-bottom:1px solid #000}tr:last-child td{border-bottom:1.5px solid #000}',
    table(
      '',
      `<tr><th>Item</th><th>2008</th><th>2009</th></tr><tr><td>Revenue</td></tr>${data(3, 3, { head: false })}<tr><td>Expenditure</td></tr>${data(3, 3, { head: false, seed: 5 })}`,
    ),
  ),
  'form with label cells': page(
    'td{text-align:left!important}',
    table(
      '',
      '<tr><td>Applicant</td><td>Office of Mills</td><td>Date</td><td>12 May 2011</td></tr><tr><td>Subject</td><td colspan=3>Renewal of the permit for the eastern weir, including the fish ladder</td></tr><tr><td>Remarks</td><td colspan=3></td></tr><tr><td>Fee</td><td>120.00</td><td>Paid</td><td>yes</td></tr>',
    ),
  ),
  'line chart with labels': page(
    '',
    `<svg width=500 height=240 font-size=9>${[0, 1, 2, 3, 4, 5].map((i) => `<line x1=30 x2=480 y1=${20 + i * 40} y2=${20 + i * 40} stroke=#ccc /><text x=2 y=${24 + i * 40}>${50 - i * 10}</text><line x1=${30 + i * 90} x2=${30 + i * 90} y1=20 y2=220 stroke=#ddd /><text x=${20 + i * 90} y=235>${2000 + i}</text>`).join('')}<polyline points="30,200 120,150 210,160 300,90 390,70 480,40" fill=none stroke=#c00 /></svg>${table('', data(4, 4))}`,
  ),
  'broken row across the page': page(
    'body::before{content:"";display:block;height:222mm}td{width:25%}',
    table('', data(9, 4)),
  ),
  'coloured label column': page(
    'td,th{border:1px solid #fff}td:first-child{background:#1f4e79;color:#fff}td{background:#dde8f3}th{background:#9db8d2}',
    table('', data(7, 5)),
  ),
  'rounded frame': page(
    'table{border-collapse:separate;border-spacing:0;border:1px solid #000;border-radius:10px}td,th{border:none;border-bottom:1px solid #000;border-right:1px solid #000}td:last-child,th:last-child{border-right:none}tr:last-child td{border-bottom:none}',
    table('', data(6, 4)),
  ),
  'faint column lines, strong row lines': page(
    'td,th{border-top:1px solid #000;border-bottom:1px solid #000;border-left:0.4px dotted #777;border-right:0.4px dotted #777}',
    table('', data(7, 5)),
  ),
  'table in a page of two columns': page(
    '',
    `<div style="columns:2;column-gap:24px"><p>${'Prose in the left column goes on and on beside the table in the right one. '.repeat(14)}</p><div style="break-before:column">${table('', data(7, 4))}<p>${'More prose under the table. '.repeat(12)}</p></div></div>`,
  ),
  'superscripts and footnotes': page(
    'sup{font-size:60%}',
    `${table('', `<tr><th>State<sup>1)</sup></th><th>2008</th><th>2009 <sup>p</sup></th></tr>${data(5, 3, { head: false })}<tr><td>Total <sup>2)</sup></td><td>1,234 <sup>e</sup></td><td>99</td></tr>`)}<p>1) Provisional. 2) Without Karst.</p>`,
  ),
  'bullets in cells': page(
    'td{text-align:left!important;vertical-align:top}',
    table(
      '',
      '<tr><td>Aims</td><td><ul><li>better roads</li><li>fewer accidents on the eastern route</li></ul></td></tr><tr><td>Means</td><td><ul><li>signs</li><li>lights</li><li>speed limits</li></ul></td></tr>',
    ),
  ),
  'caption row inside the frame': page(
    '',
    table(
      '',
      `<tr><td colspan=5 style="text-align:center!important">Table 4: Deliveries by quarter</td></tr>${data(6, 5)}`,
    ),
  ),
  'tall cells, short neighbours': page(
    'td,th{vertical-align:top;text-align:left!important}',
    table(
      '',
      `<tr><th>Year</th><th>What happened</th></tr>${[1, 2, 3].map((i) => `<tr><td>${2000 + i}</td><td>${'The commission met and adopted a number of decisions on the matter. '.repeat(i + 1)}</td></tr>`).join('')}`,
    ),
  ),
  'two ruled tables touching sides': page(
    'table{margin:0!important}',
    `<div style="display:flex;gap:6px">${table('width:48%', data(5, 3))}${table('width:48%', data(5, 3, { seed: 4 }))}</div>`,
  ),
  'numbers close together': page(
    'td,th{padding:1px 1px;font-size:8pt}table{width:auto!important}',
    table('', data(8, 9)),
  ),
  'right-to-left narrow columns': page(
    'td{width:12px;padding:1px 2px}table{width:auto!important}',
    table(
      '',
      `<tr>${Array.from({ length: 20 }, (_, i) => `<td>${i + 1}</td>`).join('')}</tr><tr>${Array.from({ length: 20 }, (_, i) => `<td>${(i * 7) % 10}</td>`).join('')}</tr>`,
    ),
  ),
  'large empty table with a header': page(
    'td{height:16px}',
    table(
      '',
      `<tr><th>Name</th><th>Signature</th><th>Date</th></tr>${'<tr><td></td><td></td><td></td></tr>'.repeat(12)}`,
    ),
  ),
  'total row set off by a gap': page(
    'table{border-collapse:collapse}tr:last-child td{border-top:3px double #000}',
    table('', data(6, 4)),
  ),
  'inner lines only': page(
    'table{border:none}tr:first-child th{border-top:none}tr:last-child td{border-bottom:none}td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}',
    table('', data(6, 4)),
  ),
  'column lines only': page(
    'td,th{border:none;border-left:1px solid #000;border-right:1px solid #000}',
    table('', data(7, 4)),
  ),
  'column lines between only': page(
    'td,th{border:none;border-left:1px solid #000}td:first-child,th:first-child{border-left:none}',
    table('', data(7, 4)),
  ),
  'header box over open columns': page(
    'td{border:none}th{border:1px solid #000}tr:last-child td{border-bottom:1px solid #000}',
    table('', data(7, 4)),
  ),
}
