import { z } from "zod";

/** The output of an operation that has nothing to say but that it worked. */
export const nothing = z.null();

/** The site's own words about itself. */
export const siteView = z.object({
  title: z.string(),
  description: z.string(),
  language: z.string(),
});
export type SiteView = z.output<typeof siteView>;

export const healthView = z
  .object({ status: z.literal("ok") })
  .meta({ id: "Health", examples: [{ status: "ok" }] });
export const noInput = z.strictObject({});
