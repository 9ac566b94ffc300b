import type { ImportOptions } from "@evalboard/importers";
import type { loadImporters } from "../kit/importers.ts";
import type { Said, SaidFaults } from "./state.ts";

/** What a person wrote of the files as the importers take it, and what of it they do not take. */
export function optionsOf(
  said: Said,
  { ImportOptions: Options, parseScale, parseWords }: Awaited<ReturnType<typeof loadImporters>>,
): { readonly options: ImportOptions; readonly faults: SaidFaults } {
  const readers: Readonly<Partial<Record<string, (text: string) => unknown>>> = {
    scale: parseScale,
    words: parseWords,
    lowerIsBetter: () => true,
    asFull: () => true,
  };
  const options: ImportOptions = {};
  const faults: Record<string, string> = {};
  for (const [name, text] of Object.entries(said)) {
    try {
      const read = Options.safeParse({ [name]: readers[name]?.(text) ?? text.trim() });
      if (read.success) Object.assign(options, read.data);
      else faults[name] = read.error.issues[0]?.message ?? "";
    } catch (fault) {
      faults[name] = fault instanceof Error ? fault.message : String(fault);
    }
  }
  return { options, faults };
}
