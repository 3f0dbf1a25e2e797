import { budgets } from "./budgets.ts";
import { judge } from "./lighthouse.ts";
import { expect, readersPages, test } from "./still.ts";

// What a busy machine does not change. The speed is measured by `npm run bench` (decision 28).
for (const name of ["the front page", "a post", "a tag"] as const) {
  test(`Lighthouse has nothing to say against ${name}`, async ({ still }) => {
    test.setTimeout(240_000);
    const { scores, cls, complaints } = await judge(still + readersPages[name]);
    for (const category of ["accessibility", "best-practices", "seo"]) {
      expect.soft(complaints(category), category).toEqual([]);
      expect.soft(scores[category], category).toBe(100);
    }
    expect.soft(cls, "layout shift").toBeLessThanOrEqual(budgets.shift);
  });
}
