import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCompose } from "yaml";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const repository = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(repository, path), "utf8");

/** The settings that a file of lines NAME=VALUE makes. */
const settingsIn = (text: string) =>
  new Map(Array.from(text.matchAll(/^([A-Z_]+)=(.*)$/gm), ([, name, value]) => [name!, value!]));
/** The names of settings that a source of settings reads. */
const settingsOf = (path: string) => {
  const schema = /z\s*\.object\(\{([^]*?)\n {2}\}\)|z\.object\(\{([^]*?)\n\}\)/.exec(read(path));
  return Array.from((schema?.[1] ?? schema?.[2] ?? "").matchAll(/^ {2,4}([A-Z_]+):/gm), ([, name]) => name!);
};

describe(".env.example", () => {
  const limits = read("apps/api/src/limits.ts").matchAll(/^ {2}([A-Z_]+): whole/gm);
  // Of GitHub, not of ours.
  const ofAccess = read("apps/api/src/access-env.ts").matchAll(/^ {2}([A-Z_]+):/gm);
  const known = [
    ...settingsOf("apps/api/src/env.ts"),
    ...Array.from([...limits, ...ofAccess], ([, name]) => name!),
    ...settingsOf("apps/cli/src/env.ts"),
  ].filter((name) => name !== "GITHUB_STEP_SUMMARY" && name !== "INIT_CWD");

  it("has every setting that is read, and no other", () => {
    expect(known.length).toBeGreaterThan(10);
    // OpenTelemetry has more variables than stand there, and its packages read them.
    const own = [...settingsIn(read(".env.example")).keys()].filter((name) => !name.startsWith("OTEL_"));
    expect(own.toSorted()).toEqual(known.toSorted());
  });
});

describe("the Dockerfile", () => {
  const dockerfile = DockerfileParser.parse(read("Dockerfile"));
  const instructions = dockerfile.getInstructions();
  const args = (keyword: string) =>
    instructions
      .filter((instruction) => instruction.getKeyword() === keyword)
      .map((instruction) => instruction.getRawArgumentsContent() ?? "");

  it("has no fault that its linter finds", () => {
    expect(validate(read("Dockerfile")).map(({ message }) => message)).toEqual([]);
  });

  it("copies from stages that there are, and nothing that the build is not given", () => {
    const stages = dockerfile.getFROMs().map((from) => from.getBuildStage());
    for (const copy of dockerfile.getCOPYs()) {
      const stage = copy.getFromFlag()?.getValue();
      if (stage === undefined) expect(copy.getRawArgumentsContent()).toBe(". .");
      else expect(stages).toContain(stage);
    }
    const ignored = read(".dockerignore").split("\n");
    expect(ignored).toEqual(expect.arrayContaining([".env", ".evalboard*/", ".git", "**/node_modules"]));
    for (const path of ["packages", "apps", "patches", "pnpm-lock.yaml", "LICENSE", "README.md"]) {
      expect(ignored).not.toContain(path);
      expect(existsSync(join(repository, path))).toBe(true);
    }
  });

  it("uses one Node for all stages, and the pnpm of the README", () => {
    expect(new Set(dockerfile.getFROMs().map((from) => from.getImage())).size).toBe(1);
    const pnpm = /pnpm@[\d.]+/.exec(read("README.md"))![0];
    expect(new Set(read("Dockerfile").match(/pnpm@[\d.]+/g))).toEqual(new Set([pnpm]));
  });

  it("does not run as root, and keeps the data's lock on the volume too", () => {
    expect(args("USER")).toEqual(["node"]);
    const [volume] = args("VOLUME");
    const folder = /EVALBOARD_DATA_DIR=(\S+)/.exec(args("ENV").join("\n"))![1]!;
    expect(folder).toMatch(new RegExp(`^${volume}/[^/]+$`));
  });
});

const Service = z.object({
  image: z.string(),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
});

describe("compose.yaml", () => {
  const { services, volumes } = Compose.parse(parseCompose(read("compose.yaml")));

  it("publishes the board on loopback alone, and the database not at all", () => {
    expect(services["board"]!.ports).toEqual(["127.0.0.1:${PORT:-4400}:4400"]);
    expect(services["postgres"]!.ports).toEqual([]);
  });

  it("waits for services that tell whether they are healthy, and names volumes that there are", () => {
    for (const service of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(service.depends_on)) {
        expect(condition).toBe("service_healthy");
        expect(services[name]?.healthcheck).toBeDefined();
      }
      for (const volume of service.volumes) expect(volumes).toHaveProperty(volume.split(":")[0]!);
    }
  });

  it("hands over every setting that is not the container's own", () => {
    const own = new Set(["HOST", "PORT", "EVALBOARD_URL", "EVALBOARD_KEY"]);
    for (const ofDataFolder of ["EVALBOARD_DATA_DIR", "LOW_MEMORY"]) own.add(ofDataFolder);
    const handed = Object.keys(services["board"]!.environment);
    const expected = [...settingsIn(read(".env.example")).keys()].filter((name) => !own.has(name));
    expect(handed.toSorted()).toEqual(expected.toSorted());
  });
});

describe("where others can reach it", () => {
  it("has no admin key of its own, and does not start without one that is given", () => {
    expect(read("Dockerfile")).toMatch(/HOST=0\.0\.0\.0/);
    expect(read("Dockerfile")).not.toMatch(/EVALBOARD_ADMIN_KEY=/);
    expect(read("compose.yaml")).toMatch(/EVALBOARD_ADMIN_KEY: \$\{EVALBOARD_ADMIN_KEY:\?must be set/);
    expect(read("packaging/evalboard.service")).toMatch(/^RestartPreventExitStatus=78$/m);
  });
});

describe("packaging/evalboard.service", () => {
  const unit = read("packaging/evalboard.service");
  const values = (key: string) =>
    Array.from(unit.matchAll(new RegExp(`^${key}=(.*)$`, "gm")), ([, value]) => value!);

  it("starts the board as a user of its own, on loopback, and again after a failure", () => {
    expect(values("ExecStart")).toEqual([expect.stringMatching(/\/evalboard start$/)]);
    expect([values("DynamicUser"), values("Restart")]).toEqual([["yes"], ["on-failure"]]);
    expect(values("Environment").join(" ")).toMatch(/HOST=127\.0\.0\.1 PORT=4400/);
  });

  it("keeps the data's lock within the folder that is its own", () => {
    const [state] = values("StateDirectory");
    const folder = /EVALBOARD_DATA_DIR=(\S+)/.exec(values("Environment").join(" "))![1];
    expect(folder).toMatch(new RegExp(`^/var/lib/${state}/[^/]+$`));
  });

  it("sets nothing but settings that there are", () => {
    const names = values("Environment").flatMap((line) => line.split(" ").map((pair) => pair.split("=")[0]!));
    const known = [...settingsIn(read(".env.example")).keys(), "NODE_ENV"];
    for (const name of names) expect(known).toContain(name);
  });
});
