import type { StartRun } from "@evalboard/contract";
import { bareName } from "../bare-name.ts";
import { fileName } from "../file-name.ts";
import { toName } from "../to-name.ts";
import type { ResultsFile } from "./results-file.ts";

/**
 * The backend (`hf`, `vllm`, `openai-chat-completions`) and the model that it was given: `pretrained=org/name`, with a
 * revision or an adapter where it has one, since these are other weights.
 */
export function modelOf({ config, model_name }: ResultsFile): StartRun["model"] {
  const args = argsOf(config.model_args ?? "");
  const base = bareName(
    args.get("pretrained") || args.get("model") || args.get("engine") || model_name || "",
  );
  const revision = args.get("revision");
  const adapter = args.get("peft") || args.get("delta");
  const provider = toName(config.model ?? "") || "lm-eval";
  const name = [
    base || provider,
    revision && revision !== "main" ? `@${revision}` : "",
    adapter ? ` + ${fileName(adapter)}` : "",
  ].join("");
  return { provider, name: toName(name) };
}

function argsOf(args: NonNullable<ResultsFile["config"]["model_args"]>): ReadonlyMap<string, string> {
  if (typeof args !== "string") {
    return new Map(
      Object.entries(args).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    );
  }
  return new Map(
    args.split(",").map((arg) => {
      const [key = "", ...value] = arg.split("=");
      return [key.trim(), value.join("=").trim()];
    }),
  );
}
