import type { StartRun } from "@evalboard/contract";
import { fileName } from "../file-name.ts";
import { toName } from "../to-name.ts";
import type { Provider } from "./row.ts";

/** Ways to call a model, not part of its name: `openai:chat:gpt-4o` and `openai:gpt-4o` are one model. */
const ENDPOINTS = new Set(["chat", "completion", "messages", "responses"]);
/** Providers whose name is the path of a script. */
const SCRIPTS = new Set(["golang", "python", "ruby"]);
const PATH = /^(?:[~.]{0,2}[\\/]|[a-z]:[\\/])/i;

/**
 * The model behind a provider: `openai:chat:gpt-4o` → openai, gpt-4o; `ollama:llama3:8b` → ollama, llama3:8b;
 * `echo` → echo, echo; `file:///home/me/bot.mjs` → file, bot.mjs. A label is the team's own name for it.
 */
export function modelOf({ id, label }: Provider): StartRun["model"] {
  const model = modelOfId(id.trim());
  const provider = toName(model.provider) || "unknown";
  return { provider, name: toName(label ?? "") || toName(model.name) || provider };
}

function modelOfId(id: string): StartRun["model"] {
  const url = /^(file|https?|wss?):\/\/(.*)$/is.exec(id);
  if (url?.[1] === "file") return { provider: "file", name: fileName(id) };
  // The query of an address may hold a key, and what stands before an @ a password.
  if (url)
    return { provider: url[1] ?? "", name: (url[2] ?? "").replace(/[?#].*$/s, "").replace(/^[^/]*@/, "") };
  if (PATH.test(id)) return { provider: "file", name: fileName(id) };

  const [provider = "", ...names] = id.split(":");
  if (names.length > 1 && ENDPOINTS.has(names[0] ?? "")) names.shift();
  const name = names.join(":");
  if (SCRIPTS.has(provider)) return { provider, name: fileName(name) };
  // A command line: `python /home/me/chain.py --fast` → `python chain.py --fast`.
  if (provider === "exec") return { provider, name: name.split(" ").map(fileName).join(" ") };
  return { provider, name };
}
