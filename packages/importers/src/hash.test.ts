import { expect, it } from "vitest";
import { hash } from "./hash.ts";

it("is SHA-256 of the text in UTF-8, as FIPS 180-4's example has it", () => {
  expect(hash("abc", 64)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(hash("abc", 8)).toBe("ba7816bf");
});
