import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

describe("parseEnv", () => {
  it("talks to the local server unless told otherwise", () => {
    expect(parseEnv({}, "/here").serverUrl).toBe("http://127.0.0.1:4400");
    expect(parseEnv({ EVALBOARD_URL: "" }, "/here").serverUrl).toBe("http://127.0.0.1:4400");
    expect(parseEnv({ EVALBOARD_URL: "https://board.example" }, "/here").serverUrl).toBe(
      "https://board.example",
    );
  });

  it.each(["board.example", "ftp://board.example", "4400"])("refuses %s for an address", (EVALBOARD_URL) => {
    expect(() => parseEnv({ EVALBOARD_URL }, "/here")).toThrow(
      "EVALBOARD_URL must be the server's address, such as http://127.0.0.1:4400",
    );
  });

  it("knows the summary of a GitHub job's step", () => {
    expect(parseEnv({ GITHUB_STEP_SUMMARY: "/job/summary.md" }, "/here").stepSummary).toBe("/job/summary.md");
    expect(parseEnv({}, "/here").stepSummary).toBeNull();
  });

  it("takes paths from where `pnpm evalboard` was called", () => {
    const script = {
      npm_lifecycle_event: "evalboard",
      npm_package_name: "evalboard-workspace",
      INIT_CWD: "/there",
    };
    expect(parseEnv(script, "/here").callerDir).toBe("/there");
  });

  it("takes paths from the current folder elsewhere, other packages' scripts included", () => {
    const script = { npm_lifecycle_event: "nightly", npm_package_name: "ours", INIT_CWD: "/there" };
    expect(parseEnv(script, "/here").callerDir).toBe("/here");
    expect(parseEnv({}, "/here").callerDir).toBe("/here");
  });
});
