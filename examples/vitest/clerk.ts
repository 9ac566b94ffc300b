/** What a model gave. */
interface Answer {
  readonly text: string;
  readonly outputTokens: number;
}

/** A stand-in for a model: it takes every country for France, greets by name, and has no time for Atlantis. */
export async function askClerk(
  template: string,
  variables: Readonly<Record<string, string>>,
): Promise<Answer> {
  if (variables.country === "Atlantis") throw new Error("429: too many requests");
  const text = template.startsWith("Greet") ? `Hello ${variables.name}` : "Paris";
  return { text, outputTokens: text.split(" ").length };
}
