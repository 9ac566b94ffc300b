import type { DifferingTag } from "@evalboard/contract";

/** `temperature (0, 0.7), branch (12 values)`; null where there are none. */
export function formatDifferingTags(tags: readonly DifferingTag[]): string | null {
  const words = tags.map(({ name, values, totalValues }) => {
    const few = values.map(({ value }) => value ?? "not set").join(", ");
    return `${name} (${totalValues > values.length ? `${totalValues} values` : few})`;
  });
  return words.length === 0 ? null : words.join(", ");
}
