import type { TestProject } from "vitest/node";
import { findChromium } from "./find-chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The browser's executable. */
    chromiumPath: string;
  }
}

/** Finds the browser once for all tests. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("chromiumPath", await findChromium());
}
