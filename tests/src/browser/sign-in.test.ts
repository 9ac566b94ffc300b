import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { appearances } from "../harness/appearances.ts";
import { axeFaults } from "../harness/axe-faults.ts";
import { useBrowser } from "../harness/use-browser.ts";
import { useServer } from "../harness/use-server.ts";

const ADMIN_KEY = "q7Lr2xV9bT4mWc8ZkE5nYs1Jd6Hf3Ga0";

describe("who may come in, in a browser", () => {
  const server = useServer({
    env: {
      REQUIRE_KEY: "true",
      EVALBOARD_ADMIN_KEY: ADMIN_KEY,
      ALERT_ERROR_RATE: "0.2",
      ALERT_WEBHOOK_ALLOW_PRIVATE: "true",
    },
  });
  const browser = useBrowser();

  const keyField = (page: Page) => page.getByLabel("Key", { exact: true });
  const signIn = async (page: Page, key: string) => {
    await keyField(page).fill(key);
    await page.keyboard.press("Enter");
  };
  const addressOf = (page: Page) => page.url().slice(server.url.length);
  const accessFaults = async (page: Page) => {
    const found = [];
    for (const { colorScheme, width } of appearances) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await axeFaults(page)));
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    return found;
  };
  /** Those that are not what the server says to who is not known. */
  const unexpected = (faults: readonly string[]) => faults.filter((fault) => !/\b401\b/.test(fault));

  it("asks for a key, says what is wrong with one, and goes on to what was asked for", async () => {
    const { page, faults } = await browser.open(`${server.url}/runs?label=search`);
    await keyField(page).waitFor();
    expect(await keyField(page).evaluate((field) => field.matches(":focus"))).toBe(true);
    expect(await page.getByRole("navigation").count()).toBe(0);
    await signIn(page, "evb_not_a_key_at_all");
    await page.getByText("No key here is like this one").waitFor();
    expect(await keyField(page).getAttribute("aria-invalid")).toBe("true");
    expect(await accessFaults(page)).toEqual([]);

    await signIn(page, ADMIN_KEY);
    await page.getByRole("heading", { name: "Runs", exact: true }).waitFor();
    expect(addressOf(page)).toBe("/runs?label=search");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.reload();
    await page.getByRole("heading", { name: "Runs", exact: true }).waitFor();
    expect(await keyField(page).count()).toBe(0);
    expect(unexpected(faults)).toEqual([]);
    await page.context().close();
  });

  it("makes a key that is shown once, and ends the open page of who came in by it when it is revoked", async () => {
    const { page, faults } = await browser.open(`${server.url}/settings`);
    await signIn(page, ADMIN_KEY);
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("<img src=x> nightly");
    await page.getByRole("textbox", { name: "Label" }).fill("search");
    await page.getByRole("textbox", { name: "Tags" }).fill("team");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByText("“team” is no tag such as team=web.").waitFor();
    await page.getByRole("textbox", { name: "Tags" }).fill("team=web");
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByRole("heading", { name: "The key <img src=x> nightly is made" }).waitFor();
    const secret = await page
      .getByText(/^evb_\w+/)
      .first()
      .innerText();
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "I have copied it" }).click();
    expect(await page.content()).not.toContain(secret);
    const keys = page.getByRole("table", { name: "Keys" });
    const row = keys.getByRole("row", { name: "nightly" });
    expect(await row.getByRole("cell").nth(2).textContent()).toBe("Seeslabel search, team=web");

    const other = await browser.open(`${server.url}/names`);
    await signIn(other.page, secret);
    await other.page.getByText("the key is bound to a label or tags").first().waitFor();
    await other.page.getByRole("banner").getByText("label search, team=web").waitFor();
    await other.page.getByRole("button", { name: "Search" }).click();
    await other.page.getByRole("combobox").fill("settings");
    await other.page.keyboard.press("Enter");
    await other.page.getByText("Yours is without it.").waitFor();
    expect(await other.page.getByRole("button", { name: "New key" }).count()).toBe(0);
    await other.page.getByRole("link", { name: "Runs" }).click();
    await other.page.getByRole("heading", { name: "Runs", exact: true }).waitFor();

    await row.getByRole("button", { name: "Revoke…" }).click();
    await page.getByRole("button", { name: "Revoke the key" }).click();
    await row.getByText("Revoked").waitFor();
    const audit = page.getByRole("table", { name: "Audit log" });
    await audit.getByRole("row", { name: "Key revoked" }).getByText("<img src=x> nightly").waitFor();
    await other.page.getByRole("link", { name: "Compare" }).click();
    await other.page.getByText("You are no longer signed in.").waitFor();
    expect(addressOf(other.page)).toBe("/compare");
    expect(other.faults.filter((fault) => !/\b40[13]\b/.test(fault))).toEqual([]);
    expect(unexpected(faults)).toEqual([]);
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  it("signs out by the menu, and shows no more of what was read", async () => {
    const { page, faults } = await browser.open(`${server.url}/settings`);
    await signIn(page, ADMIN_KEY);
    await page.getByRole("table", { name: "Keys" }).waitFor();
    await page.getByRole("banner").getByRole("button", { name: "Signed in as EVALBOARD_ADMIN_KEY" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await keyField(page).waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    await page.reload();
    await keyField(page).waitFor();
    expect(addressOf(page)).toBe("/settings");
    expect(unexpected(faults)).toEqual([]);
  });

  it("sets what the team sets by the page, shows what the environment sets, and never shows a secret", async () => {
    const { page, faults } = await browser.open(`${server.url}/settings`);
    await signIn(page, ADMIN_KEY);
    const mark = page.getByRole("region", { name: "Pass mark" });
    await mark.getByRole("spinbutton").fill("0.8");
    await page.keyboard.press("Enter");
    await mark.getByText("Set on this page.").waitFor();
    await mark.getByRole("button", { name: "Back to the default" }).click();
    await mark.getByText("This is the default.").waitFor();
    expect(await mark.getByRole("spinbutton").inputValue()).toBe("0.5");

    const alerts = page.getByRole("region", { name: "Alerts" });
    expect(await alerts.getByLabel("Largest share of a model").getAttribute("readonly")).toBe("");
    await alerts
      .getByText("Set where the server is started, by ALERT_ERROR_RATE, and changed there.")
      .waitFor();
    await alerts.getByLabel("Address that receives the messages").fill("http://127.0.0.1:9/hook");
    await alerts.getByRole("button", { name: "Make one" }).click();
    const secret = await alerts.getByLabel("Secret that signs the messages").inputValue();
    expect(secret).toMatch(/^whsec_/);
    await alerts.getByRole("button", { name: "Save" }).click();
    await alerts.getByText("Saved.").waitFor();
    await alerts.getByRole("button", { name: "Send a test message" }).click();
    await alerts.getByText(/It did not arrive: .*ECONNREFUSED/).waitFor();

    const texts = page.getByRole("region", { name: "Texts of old runs" });
    await texts.getByRole("button", { name: "Add a rule" }).click();
    await texts.getByLabel("Days of rule 1").fill("60");
    await page.keyboard.press("Enter");
    await texts.getByText("Set on this page.").waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.reload();
    await page.getByRole("table", { name: "Audit log" }).getByText("every dataset after 60 days").waitFor();
    expect(await alerts.getByLabel("Address that receives the messages").inputValue()).toBe(
      "http://127.0.0.1:9/hook",
    );
    expect(await page.content()).not.toContain(secret.slice(6));
    expect(unexpected(faults)).toEqual([]);
    await page.context().close();
  });

  it("offers a board without runs three ways to some, and loads the demo by one press", async () => {
    const { page, faults } = await browser.open(`${server.url}/`);
    await signIn(page, ADMIN_KEY);
    await page.getByRole("link", { name: "Choose a file" }).waitFor();
    await page.getByRole("button", { name: "Copy" }).waitFor();
    await page.getByRole("button", { name: "Load the demo" }).focus();
    expect(await accessFaults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByText(/Loading the demo: [1-9][\d,]* of [\d,]+ runs/).waitFor();
    expect(unexpected(faults)).toEqual([]);
    await page.context().close();
  });
});
