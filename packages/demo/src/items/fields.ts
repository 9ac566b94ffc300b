/**
 * A JSON answer with so many of the fields right, counted from the first;
 * the others are as a model gets them wrong: null, or left as they stand in the text.
 */
export function fieldsAnswer(
  expected: Readonly<Record<string, string | number>>,
  wrong: Readonly<Record<string, string | number | null>>,
  right: number,
): string {
  const fields = Object.entries(expected).map(([field, value], index) => [
    field,
    index < right ? value : (wrong[field] ?? null),
  ]);
  return JSON.stringify(Object.fromEntries(fields));
}
