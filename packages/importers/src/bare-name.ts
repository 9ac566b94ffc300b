import { bareFileName } from "./file-name.ts";
import { toName } from "./to-name.ts";

/** A name as it is (`openai/gsm8k`), of a path on somebody's machine the file's bare name: `/home/me/capitals.jsonl` → `capitals`. */
export function bareName(text: string): string {
  const path = /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/]|file:)/i.test(text);
  return toName(path ? bareFileName(text.replace(/[\\/]+$/, "")) : text);
}
