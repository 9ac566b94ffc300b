import { expect, it } from "vitest";
import { batchResults } from "./batches.ts";

async function gather<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const gathered: Value[] = [];
  for await (const value of values) gathered.push(value);
  return gathered;
}

const result = (itemKey: string, output = "") => ({ itemKey, score: 1, output });

it("gathers the results of each run, at most 1 000 together, and loses none", async () => {
  const mixed = Array.from({ length: 2_501 }, (_, index) => ({ run: index % 2, result: result(`${index}`) }));
  const batches = await gather(batchResults(mixed));
  expect(batches.map(({ run, results }) => [run, results.length])).toEqual([
    [0, 1_000],
    [1, 1_000],
    [0, 251],
    [1, 250],
  ]);
});

it("keeps a batch to 4 MB of UTF-8, and sends a larger result alone", async () => {
  const sizes = [1, 1, 1, 5, 1].map((mb, index) => ({
    run: 0,
    result: result(`${index}`, "é".repeat(mb * 650_000)),
  }));
  const batches = await gather(batchResults(sizes));
  expect(batches.map(({ results }) => results.map(({ itemKey }) => itemKey).join(""))).toEqual([
    "012",
    "3",
    "4",
  ]);
});

it("lets no more than 16 MB wait, of however many runs", async () => {
  let taken = 0;
  async function* many() {
    for (let run = 0; run < 30; run++) {
      taken += 1;
      yield { run, result: result("a", "x".repeat(1_000_000)) };
    }
  }
  const first = await batchResults(many()).next();
  expect(first.value).toMatchObject({ run: 0 });
  expect(taken).toBe(16);
});
