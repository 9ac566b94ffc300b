/** A text as HTML has it, in an attribute too. */
export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A paragraph; what stands in backticks is code. */
export function prose(text: string): string {
  return `<p>${escape(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>")}</p>`;
}

/** A block of code; wide ones are moved sideways, with the keyboard too. */
export function code(label: string, text: string): string {
  return `<pre role="region" tabindex="0" aria-label="${escape(label)}"><code>${escape(text)}</code></pre>`;
}

/** A table; the cells are HTML. */
export function table(label: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
  const body = rows.map(
    ([first = "", ...others]) =>
      `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
  );
  return `<div class="wide" role="region" tabindex="0" aria-label="${escape(label)}">
<table><thead><tr>${head}</tr></thead><tbody>
${body.join("\n")}
</tbody></table></div>`;
}

export const style = `
:root { color-scheme: light dark; --line: light-dark(#d8dbe2, #383d47); --quiet: light-dark(#565c68, #a6adba);
  --raised: light-dark(#f5f6f8, #1d2026); --link: light-dark(#1d4fc4, #93b4ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 68rem; font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#16181d, #e8eaee); background: light-dark(#fff, #14161a); }
h1 { margin: 0; font-size: 1.75rem; } h1 small { font-size: 1rem; font-weight: 400; color: var(--quiet); }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.375rem; } h3 { margin: 1rem 0 0.375rem; font-size: 1rem; }
p { margin: 0.375rem 0; max-width: 46rem; } td p { margin: 0; }
a { color: var(--link); } code { font: 0.875em ui-monospace, monospace; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0.5rem 0 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0; }
details { border: 1px solid var(--line); border-radius: 0.5rem; margin: 0.5rem 0; padding: 0 1rem; }
details div[id] { scroll-margin-top: 3rem; }
details[open] { padding-bottom: 1rem; }
summary { margin: 0 -1rem; padding: 0.5rem 1rem; cursor: pointer; border-radius: 0.5rem; }
summary:hover { background: var(--raised); }
summary span { color: var(--quiet); display: inline-block; }
summary b { display: inline-block; min-width: 4.25rem; font-size: 0.8125rem; }
.get { color: light-dark(#0b6b3a, #6fd39b); } .post, .put, .patch { color: light-dark(#1d4fc4, #93b4ff); }
.delete { color: light-dark(#b3261e, #ff9b93); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.wide, pre { overflow-x: auto; } pre { margin: 0; padding: 0.75rem; background: var(--raised); border-radius: 0.5rem; }
pre code { overflow-wrap: normal; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.375rem 1rem 0.375rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 500; } tbody th { font-weight: 400; }
td ul { margin: 0; padding-left: 1rem; }
@media (width < 40rem) { table { min-width: 34rem; } }
`;
