/** Everything that reads and writes files of runs. Its code comes when it is asked for. */
export async function loadImporters() {
  await import("./zod-without-eval.ts");
  return import("@evalboard/importers");
}
