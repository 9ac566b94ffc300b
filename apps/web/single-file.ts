import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Puts the page's script and styles into the page itself, which then needs no other file, and lets it do nothing else: its
 * content security policy allows these two by what they are, and no network at all.
 */
export function singleFile(): Plugin {
  return {
    name: "single-file",
    apply: "build",
    enforce: "post",
    generateBundle: {
      // Behind Vite's own, which settles what is loaded ahead.
      order: "post",
      handler(_options, bundle) {
        const files = Object.values(bundle);
        const script = files.flatMap((file) => (file.type === "chunk" ? [file] : []));
        const styles = files.flatMap((file) => (file.fileName.endsWith(".css") ? [file] : []));
        const page = files.find(({ fileName }) => fileName.endsWith(".html"));
        const [code, style] = [script[0]?.code, textOf(styles[0])];
        if (script.length !== 1 || styles.length !== 1 || page?.type !== "asset" || !code || !style)
          throw new Error("the page is not of one script and one style sheet");
        // Whatever the code says of scripts, the page's own ends where it ends.
        const safeCode = code.replaceAll("</script", "<\\/script");
        const html = textOf(page)
          .replace(/<script type="module"[^>]* src="[^>]*><\/script>/, "")
          .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
          .replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${policyOf(safeCode, style)}`)
          .replace("</body>", () => `<script type="module">${safeCode}</script>\n  </body>`);
        page.source = html;
        for (const file of files) if (file !== page) Reflect.deleteProperty(bundle, file.fileName);
      },
    },
  };
}

function textOf(file: { readonly type: string; readonly source?: string | Uint8Array } | undefined): string {
  const source = file?.source ?? "";
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}

function policyOf(code: string, style: string): string {
  const rules = [
    "default-src 'none'",
    `script-src '${hashOf(code)}'`,
    `style-src '${hashOf(style)}'`,
    "font-src data:",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}" />`;
}

const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
