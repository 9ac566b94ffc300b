import { StartRun, type NewResult } from "@evalboard/runs/contract";
import { z } from "zod";

const Name = StartRun.shape.dataset.shape.name;

/** What the person who imports says about a file, before anything that the file says itself. */
export const ImportOptions = z.strictObject({
  dataset: Name.optional(),
  prompt: Name.optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** A file to import. */
export interface SourceFile {
  /** With or without folders: they are not used. */
  readonly name: string;
  readonly text: string;
}

/** One run of a file: what to send to `start`, to `addResults`, and how the run ended. */
export interface ImportedRun {
  readonly start: StartRun;
  /** Never empty. No two have the same item key and repeat. */
  readonly results: readonly NewResult[];
  readonly end: RunEnd;
}

/** `at` is ISO 8601 with a zone; absent where the file knows no time. */
export type RunEnd =
  | { readonly status: "completed"; readonly at?: string }
  | { readonly status: "failed"; readonly at?: string; readonly error: string };

/** All that one file holds. The same file gives the same runs, each time and everywhere. */
export interface ImportedFile {
  readonly format: string;
  readonly runs: readonly ImportedRun[];
  /** What a person should know about what was read, a sentence each. */
  readonly warnings: readonly string[];
}

/** One tool's file format. */
export interface Importer {
  readonly format: string;
  /** What to ask the tool for, as a person reads it. */
  readonly asks: string;
  /** Whether the parsed JSON is this tool's; its details may still be wrong. */
  recognises(content: unknown): boolean;
  /** Throws `ImportError`. */
  parse(content: unknown, file: SourceFile, options: ImportOptions): ImportedFile;
}
