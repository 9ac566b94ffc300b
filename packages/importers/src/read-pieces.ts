import { ImportError } from "./import-error.ts";
import type { SourceFile } from "./importer.ts";

/** The bytes of a file in pieces, in order. Throws `ImportError` where the file went away or changed since it was opened. */
export async function* readPieces({ blob }: Pick<SourceFile, "blob">): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(gone);
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function gone(cause: unknown): never {
  throw new ImportError("it cannot be read; was it changed or removed meanwhile?", { cause });
}
