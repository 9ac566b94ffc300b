import { expect, test } from "vitest";
import { faultsByField } from "./faults.ts";

test("each fault goes to its field, those of a list's or a record's parts too", () => {
  const message = "name: must not be empty; tags.team: must not be empty; scopes[1]: must be read or ingest";
  expect(faultsByField(message, ["name", "scopes", "tags"])).toEqual({
    name: "Must not be empty.",
    tags: "Must not be empty.",
    scopes: "Must be read or ingest.",
  });
});

test("a semicolon within a fault parts nothing", () => {
  expect(faultsByField("key: no key here is like this one; it may be revoked", ["key"])).toEqual({
    key: "No key here is like this one; it may be revoked.",
  });
});

test("a message that names none of the fields is of none", () => {
  expect(faultsByField("Internal error (request 7): name: x", ["name"])).toEqual({});
});
