import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

describe("parseEnv", () => {
  it("has a default for each setting, also where one is set to nothing", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: "" })).toEqual({
      HOST: "127.0.0.1",
      PORT: 4400,
      EVALBOARD_DATA_DIR: ".evalboard",
      EVALBOARD_TIME_ZONE: "UTC",
      ALERT_ERROR_RATE: 0.1,
      LOG_LEVEL: "warn",
    });
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
