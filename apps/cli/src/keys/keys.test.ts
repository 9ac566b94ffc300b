import { expect, test } from "vitest";
import { MemoryKeys } from "../testing/memory-keys.ts";
import { runEvalboard } from "../testing/run-evalboard.ts";

const run = (board: MemoryKeys, ...args: string[]) => runEvalboard(board.client, args);

test("a key's secret is the one line of data, what the key may stands beside it", async () => {
  const board = new MemoryKeys();
  const scopes = ["--scope", "ingest", "--scope", "read"];
  const made = await run(board, "keys", "create", "ci", ...scopes, "--label", "main", "--tag", "team=a");
  expect([made.exitCode, made.out]).toEqual([0, "evb_aaaaaaa0_secret\n"]);
  expect(made.err).toContain("evb_aaaaaaa0  ci, ingest read, label main, team=a, never used\n");
  expect(board.keys[0]).toMatchObject({ scopes: ["ingest", "read"], label: "main", tags: { team: "a" } });
});

test("an end is a number of days or a date", async () => {
  const board = new MemoryKeys();
  await run(board, "keys", "create", "a", "--scope", "read", "--expires", "2027-01-31");
  await run(board, "keys", "create", "b", "--scope", "read", "--expires", "90d");
  const [dated, counted] = board.keys.map(({ expiresAt }) => Date.parse(expiresAt!));
  expect(dated).toBe(Date.parse("2027-01-31"));
  expect(Math.round((counted! - Date.now()) / 86_400_000)).toBe(90);
  const wrong = await run(board, "keys", "create", "c", "--scope", "read", "--expires", "soon");
  expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining("90d or 2027-01-31")]);
});

test("wants a scope that there is", async () => {
  const board = new MemoryKeys();
  expect((await run(board, "keys", "create", "a")).err).toContain("--scope");
  const wrong = await run(board, "keys", "create", "a", "--scope", "write");
  expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining("ingest")]);
});

test("a key is revoked by its beginning, or by its name where that says which", async () => {
  const board = new MemoryKeys();
  for (const name of ["ci", "ci", "laptop"]) await run(board, "keys", "create", name, "--scope", "read");
  const twice = await run(board, "keys", "revoke", "ci");
  expect([twice.exitCode, twice.err]).toEqual([1, expect.stringContaining("several keys")]);
  await run(board, "keys", "revoke", "evb_aaaaaaa0");
  expect((await run(board, "keys", "revoke", "laptop")).out).toContain("revoked: evb_aaaaaaa2  laptop");
  expect(board.keys.map(({ revokedAt }) => revokedAt !== null)).toEqual([true, false, true]);
  expect((await run(board, "keys", "revoke", "nobody")).err).toContain('no key is called "nobody"');
});

test("the audit log is a line for each deed", async () => {
  const board = new MemoryKeys();
  expect((await run(board, "audit")).err).toContain("nothing was changed yet");
  board.entries.push({
    id: "019ab000-0000-7000-8000-000000000001",
    at: "2026-01-31T09:00:00.000Z",
    actor: { kind: "key", name: "ops", keyId: null },
    action: "run.deleted",
    subject: "nightly-1",
    detail: { results: "40" },
  });
  expect((await run(board, "audit")).out).toBe(
    '2026-01-31T09:00:00.000Z  ops (key): run.deleted "nightly-1", results 40\n',
  );
});
