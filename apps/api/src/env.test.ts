import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

describe("parseEnv", () => {
  it("has a default for each setting, also where one is set to nothing", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: "", MAX_BODY_BYTES: "" })).toEqual({
      HOST: "127.0.0.1",
      PORT: 4400,
      EVALBOARD_DATA_DIR: ".evalboard",
      EVALBOARD_TIME_ZONE: "UTC",
      ALERT_WEBHOOK_ALLOW_PRIVATE: false,
      LOG_LEVEL: "warn",
      MAX_BODY_BYTES: 1_048_576,
      MAX_RECORDING_BYTES: 8_388_608,
      MAX_URL_LENGTH: 8_192,
      MAX_BATCH_CALLS: 20,
      MAX_JSON_DEPTH: 32,
      MAX_CALLS_PER_MINUTE: 12_000,
      MAX_LOOP_DELAY_MS: 1_000,
      REQUEST_TIMEOUT_MS: 30_000,
      STATEMENT_TIMEOUT_MS: 5_000,
      DATABASE_POOL_SIZE: 10,
      DATABASE_WAIT_MS: 1_000,
      REQUIRE_KEY: "false",
      TRUSTED_PROXY_SCOPES: ["read"],
    });
  });

  it("takes limits that are numbers, and no batch that its clients could not send", () => {
    expect(parseEnv({ DATABASE_POOL_SIZE: "2", MAX_CALLS_PER_MINUTE: "0" })).toMatchObject({
      DATABASE_POOL_SIZE: 2,
      MAX_CALLS_PER_MINUTE: 0,
    });
    const wrong = () => parseEnv({ MAX_BATCH_CALLS: "10", MAX_BODY_BYTES: "1 MiB", DATABASE_POOL_SIZE: "0" });
    expect(wrong).toThrow(/MAX_BODY_BYTES: .*number[^]*MAX_BATCH_CALLS: .*>=20/);
    expect(wrong).toThrow(/DATABASE_POOL_SIZE: .*>=1/);
  });

  it("takes several hosts, and replicas of a PostgreSQL, and shows no password of what is wrong", () => {
    const DATABASE_URL = "postgresql://me:geheim@a:1,b:2/board?target_session_attrs=read-write";
    const DATABASE_REPLICA_URLS = "postgresql://me:geheim@b:2/board, postgres://me:geheim@c/board";
    expect(parseEnv({ DATABASE_URL, DATABASE_REPLICA_URLS })).toMatchObject({
      DATABASE_URL,
      DATABASE_REPLICA_URLS: ["postgresql://me:geheim@b:2/board", "postgres://me:geheim@c/board"],
    });
    expect(() => parseEnv({ DATABASE_REPLICA_URLS })).toThrow(
      /DATABASE_URL: must be set beside DATABASE_REPLICA_URLS/,
    );
    for (const urls of [DATABASE_URL, "mysql://me:geheim@c/board", `${DATABASE_REPLICA_URLS},`, "geheim"]) {
      const wrong = () => parseEnv({ DATABASE_URL, DATABASE_REPLICA_URLS: urls });
      expect(wrong).toThrow(
        /DATABASE_REPLICA_URLS: must be postgresql:[^]*one for each replica with one host/,
      );
      expect(wrong).not.toThrow(/geheim/);
    }
    const any = () => parseEnv({ DATABASE_URL: DATABASE_URL.replace("read-write", "any") });
    expect(any).toThrow(/DATABASE_URL: must be .*target_session_attrs must be read-write/);
    expect(any).not.toThrow(/geheim/);
  });

  it("takes a Redis beside a PostgreSQL, and never shows its password", () => {
    const DATABASE_URL = "postgresql://db.internal/evalboard";
    for (const url of [
      "redis://localhost",
      "rediss://me:p%40ss@cache.internal:6380/2",
      "redis://:word@[::1]:1/",
    ]) {
      expect(parseEnv({ DATABASE_URL, REDIS_URL: url }).REDIS_URL).toBe(url);
    }
    const wrong = [
      "localhost:6379",
      "http://:geheim@cache",
      "redis://:geheim@cache/evalboard",
      "redis://:geheim%@cache",
      "redis://:geheim@cache?db=1",
      "redis:///0",
    ];
    for (const url of wrong) {
      const parse = () => parseEnv({ DATABASE_URL, REDIS_URL: url });
      expect(parse, url).toThrow(/REDIS_URL: must be redis:\/\/user:password@host:port\/0, or rediss/);
      expect(parse, url).not.toThrow(/geheim/);
    }
    expect(() => parseEnv({ REDIS_URL: "redis://localhost" })).toThrow(/REDIS_URL: .*set DATABASE_URL too/);
  });

  it("wants a secret for a webhook, says so beside other faults, and never shows it", () => {
    const url = "https://hooks.example.com/evalboard";
    expect(() => parseEnv({ ALERT_WEBHOOK_URL: url, PORT: "http" })).toThrow(
      /PORT: [^]*ALERT_WEBHOOK_SECRET: must be set beside ALERT_WEBHOOK_URL/,
    );
    const short = () => parseEnv({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: "whsec_geheim" });
    expect(short).toThrow(/ALERT_WEBHOOK_SECRET: must be "whsec_" and 24 to 64 random bytes/);
    expect(short).not.toThrow(/geheim/);
    const ALERT_WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    expect(parseEnv({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET }).ALERT_WEBHOOK_URL).toBe(url);
  });

  it("takes a webhook on this machine or in a private network only where that is allowed", () => {
    const ALERT_WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    for (const host of [
      "localhost",
      "127.0.0.1",
      "2130706433",
      "[::1]",
      "[::ffff:10.0.0.1]",
      "192.168.0.9:8080",
    ]) {
      const settings = { ALERT_WEBHOOK_URL: `http://${host}/hook`, ALERT_WEBHOOK_SECRET };
      expect(() => parseEnv(settings), host).toThrow(/ALERT_WEBHOOK_URL: must be a public address, unless/);
      expect(parseEnv({ ...settings, ALERT_WEBHOOK_ALLOW_PRIVATE: "true" }).ALERT_WEBHOOK_ALLOW_PRIVATE).toBe(
        true,
      );
    }
    expect(() => parseEnv({ ALERT_WEBHOOK_ALLOW_PRIVATE: "yes" })).toThrow(
      /ALLOW_PRIVATE: must be "true" or "false"/,
    );
  });

  it("reads the label and the tags that alerts are of", () => {
    expect(parseEnv({ ALERT_LABEL: " main ", ALERT_TAGS: "team=search,query=a=b" })).toMatchObject({
      ALERT_LABEL: "main",
      ALERT_TAGS: { team: "search", query: "a=b" },
    });
    for (const ALERT_TAGS of ["team", "team=", "=search", "team=search,", ","]) {
      expect(() => parseEnv({ ALERT_TAGS })).toThrow(/ALERT_TAGS: must be NAME=VALUE, such as team=search/);
    }
    expect(() => parseEnv({ ALERT_LABEL: "a\tb" })).toThrow(/ALERT_LABEL: must not hold control characters/);
  });

  it("reads whose pages may call and frame the server, each origin by its name", () => {
    const settings = {
      CORS_ORIGINS: "https://a.example, http://localhost:3000",
      EMBED_ORIGINS: "https://b.example",
    };
    expect(parseEnv(settings)).toMatchObject({
      CORS_ORIGINS: ["https://a.example", "http://localhost:3000"],
      EMBED_ORIGINS: ["https://b.example"],
    });
    for (const wrong of [
      "https://a.example/",
      "https://a.example/x",
      "a.example",
      "null",
      "https://a.example,",
      "https://a.example;script-src",
      "https://A.example",
      "https://a.example:443",
      "ftp://a",
    ]) {
      expect(() => parseEnv({ CORS_ORIGINS: wrong, EMBED_ORIGINS: wrong })).toThrow(
        /CORS_ORIGINS: must be origins such as https:[^]*EMBED_ORIGINS: must be origins such as/,
      );
    }
    expect(() => parseEnv({ CORS_ORIGINS: "*" })).toThrow(/CORS_ORIGINS: \* is not taken: must be origins/);
    expect(() => parseEnv({ EMBED_ORIGINS: "https://*.example" })).toThrow(/EMBED_ORIGINS: must be origins/);
  });

  it("names all settings that are wrong at once, and never their values", () => {
    const settings = { PORT: "http", DATABASE_URL: "mysql://me:geheim@db/x", EVALBOARD_TIME_ZONE: "Berlin" };
    const parse = () => parseEnv(settings);
    expect(parse).toThrow(/PORT: [^]*DATABASE_URL: must be postgresql[^]*EVALBOARD_TIME_ZONE: /);
    expect(parse).not.toThrow(/geheim/);
  });
});
