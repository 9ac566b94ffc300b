import { z } from "zod";

/** Everything that reads and writes files of runs. Its code comes when it is asked for. */
export async function loadImporters() {
  await import("./importers.ts");
  return import("@evalboard/importers");
}

// Zod tries `new Function` otherwise, which the content security policy reports. To be loaded before any schema is.
z.config({ jitless: true });
