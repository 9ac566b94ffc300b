import { ListDatasetItems, ListMessages } from "@evalboard/contract";
import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { describe, expect, test } from "vitest";
import { itemKeyParam, itemSorts, messageKinds, parseDatasetSearch, parseItemSearch } from "./items.ts";

test("the page's options are the contract's", () => {
  expect(itemSorts).toEqual(ListDatasetItems.shape.sort.unwrap().options);
  expect(messageKinds).toEqual(ListMessages.shape.kind.options);
});

test("the address says which items and which messages of a dataset are listed", () => {
  const search = { period: "30d", items: "telling nothing", messages: "reason" };
  expect(parseDatasetSearch(search)).toEqual(search);
  expect(parseDatasetSearch({ items: "easiest", messages: 3 })).toEqual({ period: "7d" });
});

test("the address says which answer to an item is shown", () => {
  const answer = "019ab3f0-0000-7000-8000-000000000001.12";
  expect(parseItemSearch({ answer })).toEqual({ answer });
  expect(parseItemSearch({ answer: "12" })).toEqual({ answer: undefined });
});

describe("an item's key goes through the address unchanged", () => {
  const rootRoute = createRootRoute();
  const itemRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: "/datasets/$datasetId/items/$itemKey",
    params: itemKeyParam,
  });
  const routerAt = (href: string) =>
    createRouter({
      routeTree: rootRoute.addChildren([itemRoute]),
      history: createMemoryHistory({ initialEntries: [href] }),
    });

  test.each([
    "capital-of-france",
    "qa/geography/12",
    "/",
    "what is 2 + 2?",
    "100%",
    "%2F",
    "%2e%2e",
    ".",
    "..",
    "../data/a.json",
    "~",
    "~..",
    "a\\b",
    "a#b&c=d;e,f",
    "$itemKey",
    "🙂 日本 é",
    "x".repeat(200),
  ])("%j", async (itemKey) => {
    const { href } = routerAt("/").buildLocation({
      to: "/datasets/$datasetId/items/$itemKey",
      params: { datasetId: "d", itemKey },
    } as never);
    // As a browser has it once the link was followed or the page was loaded again.
    const router = routerAt(new URL(href, "http://board.test").pathname);
    await router.load();
    expect(router.state.matches.at(-1)?.params).toEqual({ datasetId: "d", itemKey });
  });
});
