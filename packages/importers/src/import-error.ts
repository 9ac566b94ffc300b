/** A file that cannot be imported; the message says where in it the fault lies and what was expected. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}
