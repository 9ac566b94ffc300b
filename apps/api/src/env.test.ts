import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

describe("parseEnv", () => {
  it("has a default for each setting, also where one is set to nothing", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: "" })).toEqual({
      HOST: "127.0.0.1",
      PORT: 4400,
      EVALBOARD_DATA_DIR: ".evalboard",
      EVALBOARD_TIME_ZONE: "UTC",
      LOG_LEVEL: "warn",
    });
  });

  it("names all settings that are wrong at once, and never their values", () => {
    const settings = { PORT: "http", DATABASE_URL: "mysql://me:geheim@db/x", EVALBOARD_TIME_ZONE: "Berlin" };
    const parse = () => parseEnv(settings);
    expect(parse).toThrow(/PORT: [^]*DATABASE_URL: must be postgresql[^]*EVALBOARD_TIME_ZONE: /);
    expect(parse).not.toThrow(/geheim/);
  });
});
