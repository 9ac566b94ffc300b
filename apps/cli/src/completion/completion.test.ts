import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MemoryBoard } from "../testing/memory-board.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evalboard-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const { out } = await runEvalboard(new MemoryBoard(), ["completion", shell]);
    await writeFile(join(folder, `evalboard.${shell}`), out);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** A line up to where Tab is pressed, and some of what a shell offers there; `not` is not among it. */
const offers: readonly {
  readonly line: string;
  readonly offered: readonly string[];
  readonly not?: string;
}[] = [
  { line: "evalboard ", offered: ["import", "stats", "completion", "keys"], not: "create" },
  { line: "evalboard st", offered: ["start", "stats"], not: "import" },
  { line: "evalboard keys ", offered: ["create", "list", "revoke"], not: "import" },
  { line: "evalboard keys create ci --sc", offered: ["--scope"], not: "--json" },
  { line: "evalboard keys create ci --scope ", offered: ["read", "ingest", "admin"], not: "--json" },
  { line: "evalboard keys create ci --scope=in", offered: ["ingest"], not: "read" },
  { line: "evalboard import --format ", offered: ["promptfoo", "inspect", "mapped"], not: "--json" },
  { line: "evalboard stats --tag temperature=0 3", offered: ["30d"], not: "7d" },
  { line: "evalboard rename ", offered: ["model", "dataset", "prompt"], not: "label" },
  { line: "evalboard report --out board.html --pe", offered: ["--period"], not: "--out" },
  { line: "evalboard completion ", offered: ["bash", "zsh", "fish"], not: "keys" },
];

const has = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

describe("completion in bash", () => {
  /** As bash has parted the line, and what the script answers. */
  const script = String.raw`
    source "$1"
    line=$2
    COMP_LINE=$line COMP_POINT=${"$"}{#line}
    read -ra words <<< "$(sed 's/=/ = /g' <<< "$line")"
    [[ $line == *' ' ]] && words+=('')
    COMP_WORDS=("${"$"}{words[@]}") COMP_CWORD=$((${"$"}{#words[@]} - 1))
    _evalboard evalboard
    printf '%s\n' "${"$"}{COMPREPLY[@]}"`;

  it.skipIf(!has("bash")).each(offers)("offers after $line", ({ line, offered, not }) => {
    const { stdout, stderr } = spawnSync(
      "bash",
      ["-c", script, "bash", join(folder, "evalboard.bash"), line],
      {
        encoding: "utf8",
      },
    );
    expect(stderr).toBe("");
    const answers = stdout.split("\n");
    expect(answers).toEqual(expect.arrayContaining([...offered]));
    expect(answers).not.toContain(not);
  });
});

describe("completion in fish", () => {
  it.skipIf(!has("fish")).each(offers)("offers after $line", ({ line, offered, not }) => {
    const asked = `source ${join(folder, "evalboard.fish")}; complete -C ${JSON.stringify(line)}`;
    const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", asked], { encoding: "utf8" });
    expect(stderr).toBe("");
    // Of `--scope=in` fish gives the whole word.
    const answers = stdout.split("\n").map((answer) => answer.replace(/\t.*/, "").replace(/^--scope=/, ""));
    expect(answers).toEqual(expect.arrayContaining([...offered]));
    expect(answers).not.toContain(not);
  });
});

it.skipIf(!has("zsh"))("is a script that zsh can read, in which options and values stand", async () => {
  const path = join(folder, "evalboard.zsh");
  const { status, stderr } = spawnSync("zsh", ["-n", path], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  const script = await readFile(path, "utf8");
  expect(script).toContain(
    "'*--scope=[what it may do; may be said several times]:scope:(read ingest admin)'",
  );
  expect(script).toContain("'*:path:_files'");
  expect(script).toContain("keys) _evalboard_keys ;;");
});
