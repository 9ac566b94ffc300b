import type { Page } from "playwright-core";

/** Opens what is one click away from the board's answers: the ranking, the datasets, the changes of prompts. */
export async function openEvidence(page: Page): Promise<void> {
  for (const name of ["Models", "Datasets", "Prompts"]) {
    await page.getByRole("region", { name, exact: true }).getByRole("button", { expanded: false }).click();
  }
}
