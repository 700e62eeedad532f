/** The page follows the reader's light or dark setting. */
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c2024, #e8eaed); --paper: light-dark(#fff, #16181b);
  --soft: light-dark(#60646c, #9aa0a6); --card: light-dark(#f6f7f9, #1f2226); --line: light-dark(#dfe3e8, #33383e);
  --error: light-dark(#c4221f, #ff7b72); --warning: light-dark(#8f5a00, #e3b341); }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 2.5rem 0 .75rem; overflow-wrap: anywhere; }
h3 { font-size: .95rem; font-weight: 500; margin: 0 0 .5rem; color: var(--soft); }
header p, .related, .facts { color: var(--soft); margin: .25rem 0; }
article { background: var(--card); border-left: 4px solid var(--warning); border-radius: 6px; margin: 0 0 1rem; padding: 1rem 1.25rem; }
article.error { border-color: var(--error); }
.severity { color: var(--warning); font-weight: 700; }
.error .severity { color: var(--error); }
code, pre { font: .875em/1.5 ui-monospace, monospace; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin: .75rem 0; overflow-x: auto; padding: .75rem; }
.n { color: var(--soft); display: inline-block; margin-right: 1rem; min-width: 2.5rem; text-align: right; user-select: none; }
.facts span { border: 1px solid var(--line); border-radius: 99px; font-size: .8rem; padding: .1rem .6rem; }
.path { list-style: none; margin: .75rem 0; padding: 0; color: var(--soft); font-size: .875rem; }
.path li { border-left: 2px solid var(--line); padding: .2rem .75rem; overflow-wrap: anywhere; }
.path li:last-child { border-color: var(--error); }
.path code { color: var(--ink); margin-right: .5rem; }
summary { cursor: pointer; color: var(--soft); }
table { border-collapse: collapse; font-size: .875rem; } td { padding: .2rem 1rem .2rem 0; }
`;
