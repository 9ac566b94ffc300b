/** A plain page with all pictures, a row a page: each is as large as it was taken where it is clicked. */
export function writeIndex(
  names: readonly string[],
  widths: readonly number[],
  themes: readonly string[],
): string {
  const cells = (name: string) =>
    themes
      .flatMap((theme) => widths.map((width) => ({ width, file: `${name}-${width}-${theme}.png` })))
      .map(
        ({ width, file }) =>
          `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy" width="${width / 4}"></a>`,
      )
      .join("\n");
  const rows = names.map((name) => `<h2 id="${name}">${name}</h2>\n<div>${cells(name)}</div>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every page</title>
<style>
body { font: 14px system-ui, sans-serif; background: #888; margin: 16px }
div { display: flex; align-items: start; gap: 8px; overflow-x: auto }
img { display: block; border: 1px solid #555 }
</style>
<p>${names.map((name) => `<a href="#${name}">${name}</a>`).join(" · ")}</p>
${rows.join("\n")}
</html>
`;
}
