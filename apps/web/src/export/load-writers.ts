/** The writers of the formats that are imported too. Their code comes when it is asked for. */
export async function loadWriters() {
  await import("./zod-without-eval.ts");
  return import("@evalboard/importers");
}
