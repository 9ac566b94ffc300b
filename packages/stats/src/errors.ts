/** There is no such model, dataset or prompt. */
export class SubjectNotFound extends Error {
  override readonly name = "SubjectNotFound";

  constructor(kind: "model" | "dataset" | "prompt", id: string) {
    super(`${kind}Id: no ${kind} ${id} here`);
  }
}
