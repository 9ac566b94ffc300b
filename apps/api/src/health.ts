/** Whether the server can do its work now. */
export interface Health {
  /** Whether the database has been opened and its schema is up to date. */
  isPrepared(): boolean;
  isReady(): Promise<boolean>;
  /** Whether an error means that the database is away, so that the same call may succeed later. */
  readonly isOutage: (error: unknown) => boolean;
}
