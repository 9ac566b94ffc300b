import { fileName } from "../file-name.ts";
import { toName } from "../to-name.ts";
import type { Prompt } from "./results-file.ts";

/**
 * The name of each prompt text of one file, by its text.
 *
 * A text not seen before under a name becomes that name's next version, so a name has to be the same for next
 * week's edited prompt, and another for the prompt beside it in the same file:
 * - one text in the file has the plain name, whatever its label, which is often the text itself or a version;
 * - of several, each has the plain name and its own label, or its place (`#2`) where no label tells it apart.
 *   The first unlabelled one keeps the plain name: its history goes on when a second prompt joins it.
 * The text tells prompts apart, not promptfoo's `id`: that is the hash of the label where there is one.
 */
export function promptNames(prompts: readonly Prompt[], plainName: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string | null>();
  for (const prompt of prompts) {
    if (!labels.has(prompt.raw)) labels.set(prompt.raw, ownLabel(prompt));
  }
  const names = new Map<string, string>();
  for (const [index, [text, label]] of [...labels].entries()) {
    const alone = [...labels.values()].filter((other) => other === label).length === 1;
    const unlabelled = index === 0 ? plainName : `${plainName} #${index + 1}`;
    names.set(
      text,
      labels.size > 1 && label !== null && alone ? toName(`${plainName} / ${label}`) : toName(unlabelled),
    );
  }
  return names;
}

/**
 * What a label says beyond the text: promptfoo's own are the text, `file: text`, or `file: begin of the text...`.
 * Null where that is nothing.
 */
function ownLabel({ raw, label }: Prompt): string | null {
  if (!label || label === raw) return null;
  const parts = label.split(": ");
  const own = parts.findIndex((_, index) => {
    const rest = parts.slice(index + 1).join(": ");
    return index < parts.length - 1 && raw.startsWith(rest.replace(/\.\.\.$/, ""));
  });
  const words = own === -1 ? label : parts.slice(0, own + 1).join(": ");
  return /[\\/][^\\/\s]+\.[a-z]\w{0,4}(?::\w+)?$/i.test(words) ? fileName(words) : words;
}
