import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

const sizes = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
};

/** WCAG 2.2, levels A and AA. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What another color scheme can break, and nothing else can: most of the time that axe takes. */
const aboutColors = ["color-contrast", "link-in-text-block"];

const asked = {
  everything: (axe: AxeBuilder) => axe.withTags(tags),
  colors: (axe: AxeBuilder) => axe.withRules(aboutColors),
  allButColors: (axe: AxeBuilder) => axe.withTags(tags).disableRules(aboutColors),
};

/** A phone has the colors of a desk. */
const looks = [
  ["desktop", "light", "everything"],
  ["desktop", "dark", "colors"],
  ["phone", "light", "allButColors"],
] as const;

/**
 * Asks axe about a page, on a desk light and dark, and on a phone; it must find nothing. `prepare`
 * opens what is closed.
 */
export async function expectAccessible(
  page: Page,
  path: string,
  prepare?: () => Promise<void>,
): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(path);
  await prepare?.();
  await expectAccessibleAsItIs(page, path);
}

/** The same of a page that is open. `path` is what it is called when axe finds something. */
export async function expectAccessibleAsItIs(page: Page, path: string): Promise<void> {
  for (const [size, colorScheme, about] of looks) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await near(page);
    await settled(page);
    const found = await violations(page, about);
    expect.soft(found.slice(0, 5), `${path} (${size}, ${colorScheme})`).toEqual([]);
  }
}

/**
 * The same of a page that came while no script ran, once a theme: nothing in it fades, since it comes
 * in its colors. Axe itself needs scripts, so they are allowed when the page is there.
 */
export async function expectAccessibleScriptless(page: Page, path: string): Promise<void> {
  const passes = [
    ["light", "phone", "everything"],
    ["dark", "desktop", "colors"],
  ] as const;
  const browser = await page.context().newCDPSession(page);
  for (const [colorScheme, size, about] of passes) {
    await browser.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(path);
    await browser.send("Emulation.setScriptExecutionDisabled", { value: false });
    const woken = await page.evaluate(() => Object.hasOwn(globalThis, "__next_f"));
    expect(woken, `a script of ${path} ran`).toBe(false);
    const found = await violations(page, about);
    expect.soft(found.slice(0, 5), `${path} (no script, ${colorScheme})`).toEqual([]);
  }
  await browser.detach();
}

async function violations(page: Page, about: keyof typeof asked): Promise<string[]> {
  // Where no script may run axe does not either; what stands in such a frame has an address, and is looked at there.
  // Without the legacy mode axe sums up in an empty page of its own, for frames of other origins: none is looked at,
  // and it takes as long again.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .exclude("iframe[sandbox]");
  const { violations } = await asked[about](axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/**
 * Brings everything near. Chromium styles what is far away anew when it comes near (`later` in globals.css), and
 * answers until then with the colors of the scheme before, which nobody sees.
 */
async function near(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>(".later")) {
      each.style.contentVisibility = "visible";
    }
  });
}

/**
 * Waits until the colors of one scheme have faded into those of the other: until two frames have
 * passed without a transition, for one that ends may start that of an element which inherits.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let still = 0; still < 2; still++) {
      await new Promise(requestAnimationFrame);
      const running = document.getAnimations().filter(({ playState }) => playState === "running");
      if (running.length > 0) still = -1;
      await Promise.allSettled(running.map(({ finished }) => finished));
    }
  });
}
