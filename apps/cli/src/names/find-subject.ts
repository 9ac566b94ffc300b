import type { Catalogue, ListCatalogue, NameKind } from "@evalboard/contract";
import { CommandFault } from "../faults.ts";
import { inTime } from "./commands.ts";
import { nameOf } from "./describe.ts";

/** What finding a subject by its name needs of a client. */
export interface CatalogueClient {
  readonly runs: {
    readonly catalogue: {
      query(input: ListCatalogue, options: ReturnType<typeof inTime>): Promise<Catalogue>;
    };
  };
}

/** The id of the subject that is called exactly so. Throws `CommandFault`, which says what there is instead. */
export async function findSubject(
  runs: CatalogueClient["runs"],
  kind: NameKind,
  name: string,
): Promise<string> {
  // No name of a model has more of it than what comes after the last slash.
  const text = kind === "model" ? (name.split("/").at(-1) ?? name) : name;
  const holding = text.trim() === "" ? [] : await named(runs, kind, { text, limit: 500 });
  const found = holding.find((subject) => nameOf(subject) === name);
  if (found) return found.id;
  const others = (holding.length > 0 ? holding : await named(runs, kind, { limit: 5 })).slice(0, 5);
  const instead = others.map((subject) => JSON.stringify(nameOf(subject))).join(", ");
  throw new CommandFault(
    `no ${kind} is called ${JSON.stringify(name)}${instead === "" ? "" : `; there are ${instead}`}`,
  );
}

async function named(runs: CatalogueClient["runs"], kind: NameKind, which: ListCatalogue) {
  const { models, datasets, prompts } = await runs.catalogue.query(which, inTime());
  if (kind === "model") return models;
  return (kind === "dataset" ? datasets : prompts).map(({ id, name }) => ({ id, provider: null, name }));
}
