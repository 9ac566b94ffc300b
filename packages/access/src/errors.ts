/** There is no such key. */
export class KeyNotFound extends Error {
  override readonly name = "KeyNotFound";

  constructor(keyId: string) {
    super(`keyId: no key ${keyId} here; keys.list gives those there are`);
  }
}

/** What was asked of a key cannot be done as things stand; the message says why. */
export class KeyConflict extends Error {
  override readonly name = "KeyConflict";
}

/** A value that only the clock could show to be wrong; the message begins with its field. */
export class InvalidKey extends Error {
  override readonly name = "InvalidKey";
}
