/**
 * A file that cannot be imported; the message says where in it the fault lies and what was expected.
 * It is one line: a control character that it cites from the file is written as an escape.
 */
export class ImportError extends Error {
  override readonly name = "ImportError";

  constructor(message: string, options?: ErrorOptions) {
    super(message.replace(/\p{Cc}/gu, escapeOf), options);
  }
}

const escapeOf = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
