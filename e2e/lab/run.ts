import type { Page } from "@playwright/test";
import { expect } from "../fixtures.ts";

/** What went over the wire, a region for each button that was pressed. */
export const wires = (page: Page) => page.getByRole("region", { name: /^The wire: / });

/** Presses a door's button and waits for what was on the wire. */
export async function run(page: Page, door: string) {
  await page.getByRole("button", { name: door, exact: true }).click();
  const wire = page.getByRole("region", { name: `The wire: ${door}`, exact: true });
  await expect(wire).toBeVisible({ timeout: 20_000 });
  return wire;
}
