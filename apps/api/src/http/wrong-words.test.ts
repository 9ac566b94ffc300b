import { listOperations } from "@evalboard/router";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseEnv } from "../env.ts";
import { buildServer } from "../server.ts";
import { servicesOfTest } from "../testing/services-of-test.ts";

const OneOf = z.object({ enum: z.array(z.string()).min(2) });
/** Words alone, or words or something else, as a period may be a range. */
const Words = z.union([
  OneOf,
  z.object({ anyOf: z.tuple([OneOf], z.unknown()) }).transform(({ anyOf }) => anyOf[0]),
]);
const Fields = z.object({ properties: z.record(z.string(), z.unknown()) });

/** Every field of every procedure that takes one of several words, from the router itself. */
const fields = listOperations().flatMap(({ name, type, input }) => {
  if (!input) return [];
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  const whole = Words.safeParse(schema).data;
  if (whole) return [{ name, type, field: "input", words: whole.enum }];
  return Object.entries(Fields.safeParse(schema).data?.properties ?? {}).flatMap(([field, part]) => {
    const words = Words.safeParse(part).data?.enum;
    return words ? [{ name, type, field, words }] : [];
  });
});

test("periods, sorts and kinds are among what is looked at", () => {
  const looked = fields.map(({ name, field }) => `${name} ${field}`);
  expect(looked).toEqual(
    expect.arrayContaining([
      "stats.matrix input",
      "stats.model period",
      "runs.list sort",
      "runs.results sort",
    ]),
  );
});

test.each(fields)("$name names $field and what it may be, where it is something else", async (asked) => {
  const { name, type, field, words } = asked;
  await using app = await buildServer(servicesOfTest({}));
  for (const wrong of ["nonsense", words[0]!.toUpperCase() + "x", "", 7, null, "__proto__"]) {
    const input = JSON.stringify(field === "input" ? wrong : { [field]: wrong });
    const answer =
      type === "query"
        ? await app.inject(`/trpc/${name}?input=${encodeURIComponent(input)}`)
        : await app.inject({
            method: "POST",
            url: `/trpc/${name}`,
            payload: input,
            headers: { "content-type": "application/json" },
          });
    const { message } = answer.json().error;
    expect([wrong, answer.statusCode, message]).toEqual([wrong, 400, expect.stringContaining(`${field}: `)]);
    for (const word of words) expect(message).toContain(`"${word}"`);
  }
});

test("a board's period is named by either way to ask for it, and a zone by the setting", async () => {
  await using app = await buildServer(servicesOfTest({}));
  for (const url of [
    "/api/runs/stats?period=5d",
    `/trpc/stats.get?input=${encodeURIComponent('"5d"')}`,
    `/trpc/stats.get?input=${encodeURIComponent('{"period":"5d","where":{}}')}`,
  ]) {
    const answer = await app.inject(url);
    expect([url, answer.statusCode, answer.body]).toEqual([
      url,
      400,
      expect.stringMatching(/24h.*7d.*30d.*90d.*all/),
    ]);
  }
  for (const [range, words] of [
    ["2026-02-30/2026-03-01", "2026-02-30 is not"],
    ["2026-03-02/2026-03-01", "must end after it begins"],
    ["2000-01-01/2026-01-01", "20 years at most"],
    ["1999-01-01/2000-01-01", "2000 or later"],
  ] as const) {
    for (const url of [
      `/api/runs/stats?period=${range}`,
      `/api/runs/stats/latency?period=${range}`,
      `/api/runs/stats/matrix?period=${range}`,
      `/trpc/stats.get?input=${encodeURIComponent(JSON.stringify({ period: range, where: {} }))}`,
    ]) {
      const answer = await app.inject(url);
      expect([url, answer.statusCode]).toEqual([url, 400]);
      expect(answer.body).toContain("period: ");
      expect(answer.body).toContain(words);
    }
  }
  for (const zone of ["Europe/Nowhere", "CET+1", "7", "../etc"])
    expect(() => parseEnv({ EVALBOARD_TIME_ZONE: zone })).toThrow(/EVALBOARD_TIME_ZONE: .*IANA/);
});
