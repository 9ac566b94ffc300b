import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { v7 } from "uuid";

/** A stream of random values. */
export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** Standard normal. */
  normal(): number;
  /** One of the list, each as often as its weight says. */
  pick<Entry>(list: readonly [Entry, ...Entry[]], weightOf: (entry: Entry) => number): Entry;
  /** A UUID v7 of that moment. */
  uuid(at: Date): string;
}

/** The stream of that name: the same name always gives the same values, another name unrelated ones. */
export function randomOf(...name: readonly (string | number)[]): Random {
  const hash = createHash("sha256").update(JSON.stringify(name)).digest();
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => hash.readInt32BE(offset)));
  const fraction = () => uniformFloat64(generator);
  return {
    fraction,
    // Box and Muller, 1958.
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
    pick: (list, weightOf) => {
      const total = list.reduce((sum, entry) => sum + weightOf(entry), 0);
      let left = fraction() * total;
      return list.find((entry) => (left -= weightOf(entry)) < 0) ?? list[0];
    },
    uuid: (at) =>
      v7({ msecs: at.getTime(), random: Uint8Array.from({ length: 16 }, () => generator.next() & 0xff) }),
  };
}
