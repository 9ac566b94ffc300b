import type { StartRun } from "@evalboard/contract";
import { toName } from "./to-name.ts";

/** A model by its `provider/name`: `openrouter/openai/gpt-4o` → openrouter, openai/gpt-4o. Without a slash nobody knows the provider: `unknown`. */
export function modelNamed(text: string): StartRun["model"] {
  const slash = text.indexOf("/");
  const provider = toName(text.slice(0, Math.max(slash, 0))) || "unknown";
  return { provider, name: toName(text.slice(slash + 1)) || provider };
}
