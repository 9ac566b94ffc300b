/** There is no such saved view. */
export class ViewNotFound extends Error {
  override readonly name = "ViewNotFound";

  constructor(viewId: string) {
    super(`viewId: no saved view ${viewId} here; views.list gives those there are`);
  }
}

/** What was asked cannot be done as things stand; the message says why. Nothing was changed. */
export class TeamConflict extends Error {
  override readonly name = "TeamConflict";
}

/** A value that only what is stored, or the server, could show to be wrong; the message begins with its field. */
export class InvalidSetting extends Error {
  override readonly name = "InvalidSetting";
}
