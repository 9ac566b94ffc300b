/**
 * A file that cannot be imported; the message says where in it the fault lies and what was expected.
 * It is one line: a control character that it cites from the file is written as an escape.
 */
export class ImportError extends Error {
  override readonly name: string = "ImportError";

  constructor(message: string, options?: ErrorOptions) {
    super(message.replace(/\p{Cc}/gu, escapeOf), options);
  }
}

/** A file that holds no results of a known tool, or none by itself: beside others in a folder it is no fault. */
export class NotResults extends ImportError {}

const escapeOf = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A file that is read together with others of the same import, and is nothing by itself. */
export class PartnerFile extends NotResults {}
