import { type ColumnMap, guessMap, type MapGuess } from "@evalboard/importers";
import { expect, test } from "vitest";
import { keyOfColumns } from "./kept-maps.ts";
import { createMapper, fittingMap, type GivenMap, keptFor } from "./mapping.ts";

const csv = "id,answer,rating,style\na,x,5,0.1\nb,y,3,0.2\n";
const sourceOf = (name: string, text: string) => ({ name, blob: new Blob([text]) });

async function guessOf(text: string): Promise<MapGuess> {
  const guess = await guessMap(sourceOf("some", text));
  if (!guess) throw new TypeError("nothing was seen in it");
  return guess;
}

/** A mapper with one file, and what can be sent of it at the moment. */
async function opened(
  text: string,
  options = {},
  given: GivenMap | null = null,
  refusal: string | null = null,
) {
  const taken = new Map<number, number>();
  const mapper = createMapper(
    (file, found) => (found ? taken.set(file, found.runs.length) : taken.delete(file)),
    ({ runs }) =>
      runs.map(({ start, results }) => ({
        externalId: start.externalId,
        model: start.model.name,
        dataset: start.dataset.name,
        prompt: start.prompt.name,
        results,
        hasFailed: false,
      })),
    0,
  );
  const source = sourceOf("ratings.csv", text);
  const file = await mapper.open(0, { source, guess: await guessOf(text), options, given, refusal });
  return { mapper, taken, file };
}

test("a file without a model is shown and cannot be sent; with one it can", async () => {
  const { mapper, taken, file } = await opened(csv);
  expect(file.guess.missing).toEqual([{ option: "model", text: "PROVIDER/NAME" }]);
  expect(file.reading).toMatchObject({ kind: "read", results: 2, items: 2 });
  expect(taken.size).toBe(0);
  const mapping = await mapper.change(0, { ...file.guess.map, model: "acme/one" });
  expect(mapping?.command).toContain("--model acme/one");
  const rows = mapping?.reading.kind === "read" ? mapping.reading.rows : [];
  expect(rows[1]).toMatchObject({ item: "b", score: 0.5, original: ["rating", 3], model: "acme/one" });
  expect(taken).toEqual(new Map([[0, 1]]));
});

test("another score is read as its own values lie, and what the person says of its scale holds", async () => {
  const { mapper, file } = await opened(csv, { model: "acme/one" });
  const { score: _, ...columns } = file.guess.map.columns;
  const style = { columns: { ...columns, score: "style" }, model: "acme/one" };
  expect((await mapper.change(0, style))?.guess.map.scale).toBeUndefined();
  const rating = await mapper.change(0, { ...style, columns: { ...columns, score: "rating" } });
  expect(rating?.guess.map.scale).toEqual({ from: 1, to: 5 });
  const scale = { from: 0, to: 4 };
  const wrong = await mapper.change(0, { ...style, columns: { ...columns, score: "rating" }, scale });
  expect(wrong?.guess.map.scale).toEqual(scale);
  expect(wrong?.reading).toMatchObject({
    kind: "fault",
    text: expect.stringMatching(/rating.*outside the scale 0\.\.4/),
  });
});

test("a change that a later one overtakes is not answered, and nothing of it can be sent", async () => {
  const { mapper, taken, file } = await opened(csv, { model: "acme/one" });
  expect(taken.size).toBe(1);
  const [first, second] = [
    mapper.change(0, { ...file.guess.map, model: "acme/two" }),
    mapper.change(0, { ...file.guess.map, model: "acme" }),
  ];
  expect(taken.size).toBe(0);
  expect(await first).toBeNull();
  expect((await second)?.reading).toMatchObject({
    kind: "fault",
    text: expect.stringContaining("model: must be"),
  });
  expect(taken.size).toBe(0);
});

test("what is refused as what it looks like is read by a map once a person says so, and at once by a given one", async () => {
  const { mapper, taken, file } = await opened(csv, { model: "acme/one" }, null, "row 2 is wrong");
  expect(file).toMatchObject({ refusal: "row 2 is wrong", reading: { kind: "waiting" } });
  expect(taken.size).toBe(0);
  expect((await mapper.change(0, file.guess.map))?.reading).toMatchObject({ kind: "read", results: 2 });
  expect(taken.size).toBe(1);
  const { guess } = file;
  const again = await opened(csv, { model: "acme/one" }, { map: guess.map, origin: null }, "row 2 is wrong");
  expect(again.file).toMatchObject({ refusal: null, reading: { kind: "read" } });
});

test("what a person said of all files stands in the map, and may be changed there", async () => {
  const { mapper, file } = await opened(csv, { model: "acme/one", dataset: "d", scale: { from: 0, to: 10 } });
  expect(file.guess.map).toMatchObject({ model: "acme/one", dataset: "d", scale: { from: 0, to: 10 } });
  const other = await mapper.change(0, { ...file.guess.map, model: "acme/two", dataset: "e" });
  const rows = other?.reading.kind === "read" ? other.reading.rows : [];
  expect(rows[0]).toMatchObject({ score: 0.5, model: "acme/two", dataset: "e" });
});

test("a kept map is found by its columns; one that is none any more is not used", async () => {
  const guess = await guessOf(csv);
  const key = keyOfColumns(["style", "rating", "answer", "id"]);
  const at = "2026-11-29T09:00:00.000Z";
  const map = { columns: { score: "style" } };
  expect(await keptFor(guess, [{ key, at, map, model: "acme/one" }])).toEqual({
    map,
    origin: { from: "kept", at, model: "acme/one" },
  });
  expect(await keptFor(guess, [{ key, at, map: { columns: { size: "style" } } }])).toBeNull();
  expect(await keptFor(guess, [{ key: "other", at, map }])).toBeNull();
});

test("of dropped maps the one that fits best is used, and none of other columns", async () => {
  const given = (map: ColumnMap): GivenMap => ({ map, origin: null });
  const [exact, half, other] = [
    given({ columns: { item: "id", score: "rating" } }),
    given({ columns: { item: "id", score: "judge" } }),
    given({ columns: { item: "key", score: "judge" } }),
  ];
  const fits = async (...maps: readonly GivenMap[]) =>
    fittingMap(sourceOf("a.csv", csv), await guessOf(csv), maps);
  expect(await fits(half, exact, other)).toBe(exact);
  expect(await fits(other, half)).toBe(half);
  expect(await fits(other)).toBeNull();
});
