import { readFile } from "node:fs/promises";
import { createClient, recordRun } from "@evalboard/client";
import type { Panel } from "@grafana/schema";
import { beforeAll, describe, expect, test } from "vitest";
import { useServer } from "../harness/use-server.ts";
import { dashboard } from "./dashboard.ts";

const file = (name: string) => readFile(new URL(`../../../monitoring/${name}`, import.meta.url), "utf8");
const panels = dashboard().panels!.filter((panel): panel is Panel => panel.type !== "row");
const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => String(expr)));

describe("the dashboard", () => {
  const server = useServer();
  let told: ReadonlySet<string>;
  beforeAll(async () => {
    const start = {
      externalId: "nightly-1",
      model: { provider: "openai", name: "gpt-4o" },
      dataset: { name: "capitals" },
      prompt: { name: "capitals", text: "Name the capital." },
    };
    await recordRun(createClient({ url: server.url }), { start, results: [{ itemKey: "france", score: 1 }] });
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const families = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    told = new Set(
      families.flatMap(([, name, type]) =>
        type === "histogram" ? ["_bucket", "_sum", "_count"].map((suffix) => name + suffix) : [name!],
      ),
    );
  });

  test("is the file that is imported", async () => {
    expect(JSON.parse(await file("grafana-dashboard.json"))).toEqual(JSON.parse(JSON.stringify(dashboard())));
  });

  test("asks for nothing that a server does not tell", () => {
    const asked = expressions.flatMap(metricsIn);
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((name) => !told.has(name))).toEqual([]);
  });

  test("has panels that do not lie upon one another, each with an id of its own", () => {
    const all = dashboard().panels!;
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const cells = all.flatMap(({ gridPos }) => {
      const { x, y, w, h } = gridPos!;
      return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`);
    });
    expect(new Set(cells).size).toBe(cells.length);
  });

  test("alerts ask for nothing that a server does not tell", async () => {
    const rules = [...(await file("alerts.yml")).matchAll(/expr: (.+)$/gm)].flatMap(([, rule]) =>
      metricsIn(rule!),
    );
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.filter((name) => !told.has(name))).toEqual([]);
  });

  test("the page on operating says what each metric is", async () => {
    const page = await readFile(new URL("../../../docs/operating.md", import.meta.url), "utf8");
    const ours = [...told].filter((name) => name.startsWith("evalboard_"));
    const families = new Set(ours.map((name) => name.replace(/_(bucket|sum|count)$/, "")));
    expect([...families].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

function metricsIn(expression: string): string[] {
  return [...expression.matchAll(/\b(?:evalboard|nodejs|process)_\w+/g)].map(([name]) => name);
}
