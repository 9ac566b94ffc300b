import type { Renaming } from "@evalboard/contract";
import { Model, type Orm, Prompt, PromptVersion } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun, RunConflict } from "../errors.ts";
import { createRunStore } from "../store.ts";
import { type Kind, kinds, PlainNames, pool, steps, texts } from "../testing/plain-names.ts";
import { startOf } from "../testing/runs-of-test.ts";
import { createNameStore } from "./store.ts";
import { findNamed } from "./subjects.ts";

/** How many boards are drawn; hundreds where there is time. */
const numRuns = Number(process.env["RENAMINGS"] ?? 20);

describe.each(engines)("random renamings on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  afterAll(() => orm.close());

  /** What is stored, in the words of the names alone. */
  const stored = async () => {
    const em = orm.em.fork();
    const models = await em.find(Model, {}, { populate: ["canonical"] });
    const prompts = await em.find(Prompt, {}, { populate: ["canonical"] });
    const versions = await em.find(
      PromptVersion,
      {},
      { populate: ["prompt", "canonical.prompt"], orderBy: { id: "asc" } },
    );
    return {
      model: new Map(models.map(({ name, canonical }) => [name, canonical.$.name])),
      prompt: new Map(prompts.map(({ name, canonical }) => [name, canonical.$.name])),
      versions: versions.map(({ prompt, text, canonical, number }) => ({
        version: `${prompt.$.name}: ${text}`,
        canonical: `${canonical.$.prompt.$.name}: ${canonical.$.text}`,
        number,
      })),
    };
  };

  it("do what a plain account of them does, leave no chain, and go back to the beginning", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await orm.em
          .getConnection()
          .execute(
            "truncate models, datasets, prompts, prompt_versions, runs, run_results, run_revisions, run_revision_results, renamings",
          );
        const runs = createRunStore({ orm });
        const names = createNameStore({ orm });
        const plain = new PlainNames();
        const made: Renaming[] = [];
        const undo = async (at: number) => {
          if (!plain.canUndo(at)) {
            await expect(names.undo({ renamingId: made[at]!.id })).rejects.toThrow(RunConflict);
            return;
          }
          await names.undo({ renamingId: made[at]!.id });
          plain.undo(at);
          made.splice(at, 1);
        };
        const idOf = async (kind: Kind, name: string) =>
          (await findNamed(orm.em.fork(), kind, { provider: "p", name }))?.id;

        for (const [at, step] of all.entries()) {
          if (step.do === "record") {
            const [model, prompt, text] = [pool[step.model]!, pool[step.prompt]!, texts[step.text]!];
            await runs.start(
              startOf({
                externalId: `${at}`,
                model: { provider: "p", name: model },
                prompt: { name: prompt, text },
                startedAt: `2026-01-0${step.day}T00:00:00Z`,
              }),
            );
            plain.record(model, prompt, text, step.day);
          } else if (step.do === "rename") {
            const [from, to] = [pool[step.from]!, pool[step.to]!];
            const id = await idOf(step.kind, from);
            if (id === undefined) continue;
            const renaming = { kind: step.kind, id, name: to };
            if (plain.rename(step.kind, from, to)) made.push(await names.rename(renaming));
            else await expect(names.rename(renaming)).rejects.toThrow(InvalidRun);
          } else if (made.length > 0) {
            await undo(step.which % made.length);
          }
          const { versions, ...canonical } = await stored();
          expect(canonical).toEqual(plain.canonical);
          expect(versions).toEqual(plain.shownVersions());
          for (const kind of kinds) {
            for (const name of canonical[kind].values()) expect(canonical[kind].get(name)).toBe(name);
          }
          expect((await names.renamings()).map(({ id, undoable }) => [id, undoable])).toEqual(
            made.map(({ id }, place) => [id, plain.canUndo(place)]).toReversed(),
          );
        }
        while (made.length > 0) {
          const last = (await names.renamings()).find(({ undoable }) => undoable)!;
          await undo(made.findIndex(({ id }) => id === last.id));
        }
        const { versions, ...canonical } = await stored();
        for (const kind of kinds) for (const [name, of] of canonical[kind]) expect(of).toBe(name);
        expect(versions).toEqual(plain.shownVersions());
      }),
      { numRuns },
    );
  });
});
