import { expect, test } from "vitest";
import { keepMaps, keyOfColumns, readKeptMaps } from "./kept-maps.ts";

/** A storage of the browser's as far as maps need one. */
function createStorage(stored: string | null = null) {
  return {
    getItem: () => stored,
    setItem: (_: string, text: string) => {
      stored = text;
    },
  };
}

const at = "2026-11-29T09:00:00.000Z";
const map = { columns: { score: "rating" }, dataset: "capitals", model: "acme/one" };

test("columns in another order are the same columns", () => {
  expect(keyOfColumns(["b", "a"])).toBe(keyOfColumns(["a", "b"]));
  expect(keyOfColumns(["a,b"])).not.toBe(keyOfColumns(["a", "b"]));
});

test("the model is kept beside the map: the next file may be of another", () => {
  const storage = createStorage();
  keepMaps(storage, [{ key: "k", map }], at);
  const { model, ...others } = map;
  expect(readKeptMaps(storage)).toEqual([{ key: "k", at, map: others, model }]);
});

test("the last 50 maps are kept, the newer one of the same columns", () => {
  const storage = createStorage();
  for (let count = 0; count < 50; count += 1) keepMaps(storage, [{ key: `${count}`, map }], at);
  keepMaps(storage, [{ key: "0", map: { columns: { score: "other" } } }], at);
  keepMaps(storage, [{ key: "50", map }], at);
  const kept = readKeptMaps(storage);
  expect(kept).toHaveLength(50);
  expect(kept.map(({ key }) => key).slice(0, 2)).toEqual(["2", "3"]);
  expect(kept.at(-2)).toMatchObject({ key: "0", map: { columns: { score: "other" } } });
});

test("a storage that is forbidden, or holds something else, keeps nothing and breaks nothing", () => {
  expect(readKeptMaps(createStorage("{"))).toEqual([]);
  expect(readKeptMaps(createStorage('{"a":1}'))).toEqual([]);
  expect(readKeptMaps(createStorage(`[null, 7, {"key":"k"}, {"key":"k","at":"never","map":{}}]`))).toEqual(
    [],
  );
  const forbidden = () => {
    throw new DOMException("no storage");
  };
  expect(() => keepMaps({ getItem: forbidden, setItem: forbidden }, [{ key: "k", map }], at)).not.toThrow();
});
