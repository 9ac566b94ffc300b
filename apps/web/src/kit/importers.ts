/** Everything that reads and writes files of runs. Its code comes when it is asked for. */
export async function loadImporters() {
  const { config } = await import("zod");
  // Zod tries `new Function` otherwise, which the content security policy reports. To be set before any schema is made.
  config({ jitless: true });
  return import("@evalboard/importers");
}
