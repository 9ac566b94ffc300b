import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

type Triple = readonly [number, number, number];

/** How linear light looks to eyes without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1). */
const eyes: Readonly<Record<string, readonly Triple[]>> = {
  "three kinds of cones": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const times = (matrix: readonly Triple[], [a, b, c]: Triple): Triple =>
  matrix.map(([x, y, z]) => x * a + y * b + z * c) as unknown as Triple;

/** `#rrggbb` as linear light, each from 0 to 1. */
const lightOf = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;

/** WCAG 2.2. */
const contrast = (a: string, b: string): number => {
  const [low, high] = [a, b]
    .map((hex) => times([[0.2126, 0.7152, 0.0722]], lightOf(hex))[0] + 0.05)
    .toSorted((x, y) => x - y);
  return high! / low!;
};

/** Oklab (Ottosson 2020), in which equal distances look alike. */
const labOf = (light: Triple): Triple => {
  const within = light.map((part) => Math.min(1, Math.max(0, part))) as unknown as Triple;
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    within,
  ).map(Math.cbrt) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
};

const distance = (eye: readonly Triple[], a: string, b: string): number => {
  const [from, to] = [a, b].map((hex) => labOf(times(eye, lightOf(hex))));
  return Math.hypot(...from!.map((part, index) => part - to![index]!));
};

const css = await readFile(new URL("./tokens.css", import.meta.url), "utf8");
const start = css.indexOf('[data-theme="dark"]');
const themes = { light: css.slice(0, start), dark: css.slice(start) };

test.each(Object.entries(themes))(
  "what came of items stands out from the ground by 3 : 1 in the %s theme",
  (_theme, tokens) => {
    const colorOf = (name: string) => new RegExp(`--${name}: (#[\\da-f]{6});`).exec(tokens)![1]!;
    for (const outcome of ["perfect", "partial", "failed", "errored"])
      expect([outcome, contrast(colorOf(outcome), colorOf("surface")) >= 3]).toEqual([outcome, true]);
  },
);

describe.each(Object.entries(themes))("the lines of a chart in the %s theme", (_theme, tokens) => {
  const colorOf = (name: string) => new RegExp(`--${name}: (#[\\da-f]{6});`).exec(tokens)![1]!;
  const lines = [1, 2, 3, 4, 5].map((index) => colorOf(`series-${index}`));

  test("stand out from the ground by 3 : 1", () => {
    for (const line of lines) expect(contrast(line, colorOf("surface"))).toBeGreaterThanOrEqual(3);
  });

  test("are seen before the band between them, and it before the ground", () => {
    expect(contrast(colorOf("accent"), colorOf("band"))).toBeGreaterThanOrEqual(3);
    for (const ground of ["band", "track"])
      expect(contrast(colorOf(ground), colorOf("surface"))).toBeGreaterThanOrEqual(1.6);
  });

  test.each(Object.entries(eyes))("are told apart by eyes with %s", (_name, eye) => {
    for (const [index, line] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        expect([line, other, distance(eye, line, other) > 0.1]).toEqual([line, other, true]);
      }
    }
  });
});
