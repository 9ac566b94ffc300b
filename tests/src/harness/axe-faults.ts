import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds wrong with the page as it stands, or with the elements alone, each with the first that it is wrong with. */
export async function axeFaults(
  page: Page,
  ...elements: readonly string[]
): Promise<readonly (readonly [rule: string, html: string | undefined])[]> {
  // Our pages have no frames, and only what is wrong is asked for: a quarter of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(true);
  for (const element of elements) axe.include(element);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
