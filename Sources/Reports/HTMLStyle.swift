// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// How the page looks, on a screen and on paper, in light and dark. Logical properties, so that it turns with the
/// direction of the text.
enum HTMLStyle {
    static let sheet = """
        :root { color-scheme: light dark; --ink: #1c2330; --soft: #5c6678; --line: #d9dee7; --page: #fff;
          --panel: #f5f7fa; --good: #14683a; --bad: #a3161e; --warn: #8a5a00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e7ebf2; --soft: #9aa5b8; --line: #343c4b;
          --page: #14181f; --panel: #1c222c; --good: #6fd39b; --bad: #ff8a8a; --warn: #f0c060; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif; }
        main { max-width: 76rem; margin-inline: auto; padding: 2.5rem 1.5rem; }
        .brand { margin: 0; color: var(--soft); letter-spacing: .12em; text-transform: uppercase; font-size: .8rem; }
        h1 { margin: .1rem 0 1rem; font-size: 2rem; font-weight: 650; }
        h2 { margin: 2.2rem 0 .8rem; font-size: 1.2rem; }
        .verdict { margin: 0 0 1.5rem; padding: .7rem 1rem; border-inline-start: 4px solid; background: var(--panel);
          font-weight: 600; }
        .good { border-color: var(--good); color: var(--good); }
        .bad { border-color: var(--bad); color: var(--bad); }
        dl { display: grid; grid-template-columns: minmax(10rem, max-content) 1fr; gap: .25rem 1.5rem; margin: 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        .sums { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1.5rem;
          margin-block-start: 1.5rem; align-items: start; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: start; font-weight: 600; padding-block-end: .3rem; }
        th, td { text-align: start; padding: .3rem .5rem; border-block-end: 1px solid var(--line);
          vertical-align: top; }
        .n { text-align: end; font-variant-numeric: tabular-nums; }
        .limits { margin-block-start: 2.2rem; padding: .1rem 1.2rem .6rem; background: var(--panel); }
        .limits h2 { margin-block-start: 1rem; }
        .rows { overflow-x: auto; font-size: .8rem; }
        .rows th { position: sticky; top: 0; background: var(--page); white-space: nowrap; }
        .rows td { font-variant-numeric: tabular-nums; }
        tr.w td:nth-child(3) { color: var(--warn); font-weight: 600; }
        tr.e td:nth-child(3) { color: var(--bad); font-weight: 600; }
        @page { size: A4 landscape; margin: 12mm; }
        @media print { main { max-width: none; padding: 0; } .rows { overflow: visible; font-size: 6.5pt; }
          thead { display: table-header-group; } tr { break-inside: avoid; }
          .rows td { overflow-wrap: anywhere; } .verdict, .limits { print-color-adjust: exact; } }

        """
}
