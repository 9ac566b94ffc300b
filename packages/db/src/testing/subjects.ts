import { Dataset } from "../entities/dataset.ts";
import { Model } from "../entities/model.ts";
import { Prompt, PromptVersion } from "../entities/prompt.ts";
import type { Orm } from "../orm.ts";

const kindDigits = { model: 1, dataset: 2, prompt: 3, run: 4, promptVersion: 5 } as const;

/** The same identifiers on every engine, so that whole replies can be compared. */
export function idOf(kind: keyof typeof kindDigits, index: number): string {
  return `00000000-0000-4000-8000-${kindDigits[kind]}${index.toString(16).padStart(11, "0")}`;
}

/** What runs refer to. */
interface Subjects {
  readonly models: readonly { readonly provider: string; readonly name: string }[];
  /** By name. */
  readonly datasets: readonly string[];
  /** By name. */
  readonly prompts: readonly string[];
  readonly promptVersions: readonly {
    /** Index into `prompts`. */
    readonly prompt: number;
    readonly number: number;
    readonly text: string;
    readonly createdAt: Date;
  }[];
}

/** Inserts each of these under the id of its index; once per database. */
export async function insertSubjects(orm: Orm, subjects: Subjects): Promise<void> {
  const em = orm.em.fork();
  await em.insertMany(
    Model,
    subjects.models.map((model, index) => ({
      id: idOf("model", index),
      canonical: idOf("model", index),
      ...model,
    })),
  );
  await em.insertMany(
    Dataset,
    subjects.datasets.map((name, index) => ({
      id: idOf("dataset", index),
      canonical: idOf("dataset", index),
      name,
    })),
  );
  await em.insertMany(
    Prompt,
    subjects.prompts.map((name, index) => ({
      id: idOf("prompt", index),
      canonical: idOf("prompt", index),
      name,
    })),
  );
  await em.insertMany(
    PromptVersion,
    subjects.promptVersions.map(({ prompt, ...version }, index) => ({
      id: idOf("promptVersion", index),
      canonical: idOf("promptVersion", index),
      firstRunAt: version.createdAt,
      prompt: idOf("prompt", prompt),
      textHash: `${index}`.padStart(64, "0"),
      ...version,
    })),
  );
}

/** A new dataset's row. */
export function datasetCalled(name: string) {
  const id = crypto.randomUUID();
  return { id, name, canonical: id };
}
