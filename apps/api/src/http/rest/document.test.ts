import { listOperations } from "@evalboard/router";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import product from "../../../package.json" with { type: "json" };
import { buildServer } from "../../server.ts";
import { servicesOfTest } from "../../testing/services-of-test.ts";
import { examples } from "./examples.ts";
import { requestShapeOf } from "./inputs.ts";
import { ShownDocument } from "./shown-document.ts";

let app: FastifyInstance;
let json: string;
let document: ShownDocument;
beforeAll(async () => {
  app = await buildServer(servicesOfTest({}));
  const answer = await app.inject("/api/openapi.json");
  json = answer.body;
  document = ShownDocument.parse(answer.json());
});
afterAll(() => app.close());

describe("the OpenAPI document", () => {
  test("is valid OpenAPI 3.1 to a validator that knows nothing of us, and of the product's version", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(json))).toEqual({ valid: true });
    expect([validator.version, document.info]).toEqual([
      "3.1",
      expect.objectContaining({ title: "EvalBoard", version: product.version }),
    ]);
    const broken = json.replace('"operationId":"runs.list"', '"operationId":7');
    expect((await new Validator().validate(JSON.parse(broken))).valid).toBe(false);
  });

  test("has every procedure once, under its address and its name", () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
    );
    const expected = listOperations().map(
      ({ name, method, path }) => `${name} ${method.toLowerCase()} /api${path}`,
    );
    expect(described.toSorted()).toEqual(expected.toSorted());
  });

  test("says in words what every operation, parameter and error is", () => {
    const tags = document.tags.map(({ name }) => name);
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const where = `${method} ${path}`;
        expect([where, operation.summary, operation.description]).toEqual([
          where,
          expect.stringMatching(/^[A-Z].*[^.]$/),
          expect.stringMatching(/\.$/),
        ]);
        expect([where, tags]).toEqual([where, expect.arrayContaining(operation.tags)]);
        const silent = operation.parameters.filter(({ description }) => description === "");
        expect([where, silent]).toEqual([where, []]);
        for (const status of ["200", "400", "429", "500", "503"]) {
          expect([where, status, operation.responses[status]]).not.toContain(undefined);
        }
      }
    }
    const responses = Object.values(document.components.responses);
    expect(responses.every(({ description, content }) => description !== "" && content)).toBe(true);
  });

  test("refers to nothing that it does not have, and has no schema that nothing refers to", () => {
    const references = new Set(
      [...json.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name = ""]) => name),
    );
    expect(references).toEqual(new Set(Object.keys(document.components.schemas)));
    expect([...references]).toEqual(
      expect.arrayContaining(["StatsReport", "RankedModel", "StartRun", "NewResult"]),
    );
  });

  test("calls each parameter as it is asked for", () => {
    const compared = document.paths["/api/runs/compare"]!["get"]!.parameters.map(({ name }) => name);
    expect(compared).toEqual(expect.arrayContaining(["baseline.label", "candidate.runId", "candidate.tag"]));
    const board = document.paths["/api/runs/stats"]!["get"]!.parameters;
    expect(board.map(({ name, required }) => [name, required])).toEqual([
      ["period", true],
      ["modelId", false],
      ["datasetId", false],
      ["promptId", false],
      ["promptVersionId", false],
      ["label", false],
      ["tag", false],
    ]);
    const result = document.paths["/api/runs/{runId}/results/{position}"]!["get"]!.parameters;
    expect(result.map((each) => [each.name, each.in, each.required])).toEqual([
      ["runId", "path", true],
      ["position", "path", true],
    ]);
  });
});

test("every example is one that the procedure takes, or gives", () => {
  for (const operation of listOperations().filter(({ name }) => name in examples)) {
    const { request, answer, parameters = {} } = examples[operation.name]!;
    const { path, query } = requestShapeOf(operation);
    const names = new Set(path.listed.map(({ name }) => name));
    const inPath = path.parse(
      Object.fromEntries(Object.entries(parameters).filter(([name]) => names.has(name))),
    );
    const asked = query.parse(
      Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.has(name))),
    );
    if (request !== undefined) operation.input!.parse({ ...request, ...inPath });
    else if (operation.name !== "stats.get") operation.input!.parse({ ...asked, ...inPath });
    if (answer !== undefined) operation.output.parse(answer);
  }
  expect(
    Object.keys(examples).filter((name) => !listOperations().some((each) => each.name === name)),
  ).toEqual([]);
});

test("the page has every operation and every schema, no script, and nothing from elsewhere", async () => {
  const answer = await app.inject("/api/docs");
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  const ids = new Set([...answer.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const { name } of listOperations()) expect(ids).toContain(name);
  const links = [...answer.body.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  expect(answer.body).not.toMatch(/<script|<style| style=|https?:\/\/|undefined|\[object/);
  const styles = await app.inject("/api/docs.css");
  expect([answer.body.includes(' href="/api/docs.css"'), styles.headers["content-type"]]).toEqual([
    true,
    "text/css; charset=utf-8",
  ]);
});
