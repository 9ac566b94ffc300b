import { StartRun, Tags } from "@evalboard/contract";
import type { ResultBatch } from "@evalboard/contract/batches";
import { z } from "zod";
import type { Format } from "./formats.ts";

/**
 * A file that cannot be imported; the message says where in it the fault lies and what was expected.
 * It is one line: a control character that it cites from the file is written as an escape.
 */
export class ImportError extends Error {
  override readonly name: string = "ImportError";

  constructor(message: string, options?: ErrorOptions) {
    super(escapeControls(message), options);
  }
}

/** A file that holds no results of a known tool, or none by itself: beside others in a folder it is no fault. */
export class NotResults extends ImportError {}

/** A file of an evaluation that has not ended: it is of use when it has. */
export class StillRunning extends ImportError {}

/** A text in one line: its control characters as escapes, which JSON and a shell's `$'…'` read. */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A file that is read together with others of the same import, and is nothing by itself. */
export class PartnerFile extends NotResults {}

const Name = StartRun.shape.dataset.shape.name;

/** What the person who imports says about a file, before anything that the file says itself. */
export const ImportOptions = z.strictObject({
  dataset: Name.optional(),
  prompt: Name.optional(),
  /** `provider/name`, for files that name no model. */
  model: z
    .string()
    .regex(/^[^/]*[^/\s][^/]*\/.*\S/, "must be a provider and a name, such as openai/gpt-4o")
    .optional(),
  /** What the team calls runs of this kind, such as `main`; every run of the file gets it. */
  label: Name.optional(),
  /** Pairs such as `branch` and `main`; every run of the file gets them, before those of the file. */
  tags: Tags.optional(),
  /** From this score on a result passes where its tool gave no verdict. */
  passMark: StartRun.shape.passMark,
  /** Which of several scorers' scores to take. */
  scorer: Name.optional(),
  /** Which of several filters' scores to take. */
  filter: Name.optional(),
  /** Which of several metrics to take. */
  metric: Name.optional(),
  /** The least and the greatest that a score of the file can be, where these are not 0 and 1. */
  scale: z
    .strictObject({ from: z.number(), to: z.number() })
    .refine(({ from, to }) => from < to, "must go from the least to the greatest, such as 1..10")
    .optional(),
  /** Whether the least score is the best. */
  lowerIsBetter: z.boolean().optional(),
  /** What words count as, such as `{ A: 1, B: 0.75 }`; null of those that are no score, which a number may be too: `{ "-1": null }`. */
  words: z.record(z.string().min(1), z.number().min(0).max(1).nullable()).optional(),
  /** Whether an evaluation that has not ended is a failed run: it was killed. Without it, it is `StillRunning`. */
  unfinished: z.boolean().optional(),
  /** Whether a run that was asked fewer items than there are counts as one of all. */
  asFull: z.boolean().optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** A file that can be read again and in pieces: a browser's `File`, or what Node's `openAsBlob` gives. */
export interface SourceFile {
  /** As the person gave it, with or without folders. */
  readonly name: string;
  /** Where it lies, where that is known: its folders may say what it is of. */
  readonly path?: string;
  readonly blob: Blob;
}

/** The start of a file: what a format is recognised by. */
export interface FileHead {
  readonly name: string;
  /** At most the first 64 KiB. */
  readonly bytes: Uint8Array;
  /** `bytes` as UTF-8 without its byte order mark; U+FFFD stands for what is none. */
  readonly text: string;
  /** Of `text`, see `headKeys`. */
  readonly keys: ReadonlySet<string>;
}

/** `at` is ISO 8601 with a zone; absent where the file knows no time. */
export type RunEnd =
  | { readonly status: "completed"; readonly at?: string }
  | { readonly status: "failed"; readonly at?: string; readonly error: string };

/** One run of a file: what to send to `start`, how many results it has, and how it ended. */
export interface ImportedRun {
  readonly start: StartRun;
  /** Where the dataset's name is that of the file or its folder, and neither the file's word nor the person's. */
  readonly datasetGuessed?: true;
  /** More than 0. No two have the same item key and repeat. */
  readonly results: number;
  /** How many of them nobody has scored. */
  readonly unscored: number;
  readonly end: RunEnd;
}

/** What one file holds, every row of it checked. The same file gives the same, each time and everywhere. */
export interface SurveyedFile {
  readonly runs: readonly ImportedRun[];
  /** What a person should know about what was read, a sentence each. */
  readonly warnings: readonly string[];
  /** Reads the file again, in bounded memory; batches of several of `runs` may take turns. */
  results(): AsyncIterable<ResultBatch>;
}

/** What one file holds, and in which format. */
export interface ImportedFile extends SurveyedFile {
  readonly format: Format;
}

/** How one tool's file format is read. */
export interface Importer {
  /** Whether the file is this tool's; its details may still be wrong. */
  recognises(head: FileHead): boolean;
  /**
   * Reads the whole file and checks it against the contract, keeping no rows. `beside` are the other files of the
   * same import, such as a folder's. Throws `ImportError`, also where the file is known but of no use.
   */
  survey(file: SourceFile, options: ImportOptions, beside: readonly SourceFile[]): Promise<SurveyedFile>;
}
