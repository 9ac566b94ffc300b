import type { FileHead } from "../importer.ts";

/** Of what promptfoo writes beside JSON: what it is and what to ask for instead. Null of anything else. */
export function otherOutput({ text }: FileHead): string | null {
  const kind = kindOf(text);
  return kind && `it is promptfoo's ${kind}, which leaves out what a run needs: ask for \`-o results.json\``;
}

function kindOf(text: string): string | null {
  if (/^evalId: /m.test(text) && /^results:\s/m.test(text)) return "YAML output";
  if (/^[^\n]*,Status,Score,Named Scores,/.test(text)) return "CSV output";
  if (/^\s*<!doctype html>/i.test(text) && text.includes("<title>Eval Output</title>")) return "HTML report";
  if (/^\s*<\?xml/.test(text) && /<testsuites[^>]*promptfoo/i.test(text)) return "JUnit report";
  return null;
}
