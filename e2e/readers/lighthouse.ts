import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { findChromium } from "../../scripts/chromium.ts";

export interface Judgment {
  /** Scores from 0 to 100. */
  scores: Record<string, number>;
  /** Largest contentful paint and total blocking time in milliseconds, on Lighthouse's slow phone. */
  lcp: number;
  tbt: number;
  cls: number;
  /** What cost points: the audits of the categories named, with what they found. */
  complaints: (category: string) => string[];
}

/** A machine may be so busy that Lighthouse sees no paint in its time; so often it looks again. */
const LOOKS = 3;

/** Runs Lighthouse with its defaults: a phone, its network and processor slowed down by calculation. */
export async function judge(address: string): Promise<Judgment> {
  for (let look = 1; look < LOOKS; look++) {
    const judgment = await judgeOnce(address);
    if (Number.isFinite(judgment.cls)) return judgment;
  }
  return await judgeOnce(address);
}

async function judgeOnce(address: string): Promise<Judgment> {
  const chromePath = (await findChromium()) ?? undefined;
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const chromeFlags = ["--headless=new", "--disable-background-networking", ...asRoot];
  const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
  try {
    const answer = await lighthouse(address, { port: chrome.port, logLevel: "silent" });
    if (!answer) throw new Error("Lighthouse said nothing.");
    const { categories, audits } = answer.lhr;
    const value = (id: string) => audits[id]?.numericValue ?? Number.NaN;
    const scores = Object.values(categories).map(({ id, score }) => [id, (score ?? 0) * 100]);
    return {
      scores: Object.fromEntries(scores),
      lcp: value("largest-contentful-paint"),
      tbt: value("total-blocking-time"),
      cls: value("cumulative-layout-shift"),
      complaints: (category) =>
        (categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
          const audit = audits[id];
          if (!audit || weight === 0 || audit.score === null || audit.score === 1) return [];
          const items = audit.details && "items" in audit.details ? audit.details.items : [];
          return [`${id}: ${audit.title} ${JSON.stringify(items).slice(0, 600)}`];
        }),
    };
  } finally {
    chrome.kill();
  }
}
