// A reporter for Playwright: writes what /lab/claims shows of the last run. `npm run claims` asks for it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { FullConfig, Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import type { ClaimsRun } from "#domain/claims";
import { installed } from "./bare.ts";

const file = join(import.meta.dirname, "../../domain/claims-run.json");

export default class Report implements Reporter {
  private config: FullConfig | undefined;
  private readonly results = new Map<number, string>();

  onBegin(config: FullConfig) {
    this.config = config;
  }

  onTestEnd({ title }: TestCase, { status }: TestResult) {
    const [, id] = /^claim (\d+): /.exec(title) ?? [];
    if (id) this.results.set(Number(id), status);
  }

  async onEnd() {
    const browser = await chromium.launch(this.config?.projects[0]?.use.launchOptions);
    const run: ClaimsRun = {
      date: new Date().toISOString(),
      next: installed("next"),
      react: installed("react"),
      node: process.versions.node,
      browser: `Chromium ${browser.version()}`,
      results: Object.fromEntries([...this.results].sort(([a], [b]) => a - b)),
    };
    await browser.close();
    writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  }

  printsToStdio() {
    return false;
  }
}
