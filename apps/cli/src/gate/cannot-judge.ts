/** The gate has nothing to judge by; the message says what is missing. */
export class CannotJudge extends Error {
  override readonly name = "CannotJudge";
}
