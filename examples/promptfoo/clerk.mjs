/** A stand-in for a model: it takes every country for France, and finds no Atlantis. */
export default class Clerk {
  id() {
    return "acme:clerk-1";
  }

  async callApi(prompt) {
    if (prompt.includes("Atlantis")) return { error: "there is no such country" };
    return { output: "Paris", tokenUsage: { total: 12, prompt: 10, completion: 2 } };
  }
}
