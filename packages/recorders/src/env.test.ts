import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

describe("the environment of a recorder", () => {
  it("says the board alone where nothing is set", () => {
    const nothing = {
      url: "http://127.0.0.1:4400",
      key: undefined,
      label: undefined,
      commit: undefined,
      tags: {},
      strict: false,
    };
    expect(parseEnv({})).toEqual(nothing);
    expect(parseEnv({ EVALBOARD_URL: "", EVALBOARD_LABEL: "", GITHUB_SHA: "" })).toEqual(nothing);
  });

  it.each([
    ["a push on GitHub", { GITHUB_REF_NAME: "main", GITHUB_HEAD_REF: "", GITHUB_SHA: "a1" }, "main"],
    [
      "a pull request on GitHub",
      { GITHUB_REF_NAME: "42/merge", GITHUB_HEAD_REF: "fix", GITHUB_SHA: "a1" },
      "fix",
    ],
    ["GitLab", { CI_COMMIT_REF_NAME: "main", CI_COMMIT_SHA: "a1" }, "main"],
    ["Azure", { BUILD_SOURCEBRANCH: "refs/heads/a/b", BUILD_SOURCEVERSION: "a1" }, "a/b"],
    ["Jenkins", { GIT_BRANCH: "origin/main", GIT_COMMIT: "a1" }, "main"],
  ])("has the branch and the commit of %s", (_, variables, branch) => {
    expect(parseEnv(variables)).toMatchObject({ label: branch, commit: "a1", tags: { branch } });
  });

  it("takes a label and tags that are said before those of the pipeline", () => {
    const said = {
      EVALBOARD_LABEL: "nightly",
      EVALBOARD_TAGS: "branch=all, team=search",
      EVALBOARD_KEY: "k",
    };
    expect(parseEnv({ ...said, GITHUB_REF_NAME: "main" })).toMatchObject({
      label: "nightly",
      key: "k",
      tags: { branch: "all", team: "search" },
    });
  });

  it("names what is wrong and what would be right", () => {
    expect(() => parseEnv({ EVALBOARD_URL: "localhost:4400" })).toThrow(
      "EVALBOARD_URL must be the board's address, such as http://127.0.0.1:4400",
    );
    expect(() => parseEnv({ EVALBOARD_TAGS: "main" })).toThrow(
      "EVALBOARD_TAGS must be names and values, such as branch=main,team=search",
    );
    expect(() => parseEnv({ EVALBOARD_STRICT: "perhaps" })).toThrow("EVALBOARD_STRICT must be true or false");
  });
});
