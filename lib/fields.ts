import { z } from "zod";

/** A UUID of any version, in lower case as PostgreSQL writes it. */
export const id = z.uuid("Must be a UUID.").toLowerCase().describe("A UUID, in any case.");

/** A whole number that PostgreSQL's integer can hold. */
export const version = z
  .int("Must be a whole number.")
  .min(1)
  .max(2_147_483_647)
  .describe("The version you read: a stale one is refused with 409.");

/** An instant: ISO 8601 with a zone or Z, kept in milliseconds UTC. */
export const instant = z
  .union([
    z.date(),
    z.iso.datetime({ offset: true, message: "Must be an ISO 8601 date and time with a zone." }),
  ])
  .pipe(z.coerce.date())
  .refine((date) => date.getTime() > Date.UTC(1000, 0) && date.getTime() < Date.UTC(10000, 0), {
    message: "Must be a date between the years 1000 and 9999.",
  })
  .meta({
    description: "ISO 8601 with a zone or Z, between the years 1000 and 9999.",
    examples: ["2026-05-03T12:00:00+02:00"],
    // What JSON can say of it: a Date comes from our own pages only.
    override: { type: "string", format: "date-time", anyOf: undefined },
  });

/** What leaves: a Date of the database as ISO 8601 in UTC. */
export const timestamp = z
  .union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])
  .pipe(z.iso.datetime())
  .meta({ description: "ISO 8601 in UTC.", examples: ["2026-05-03T10:00:00.000Z"] });

/** An absolute http(s) address, at most 2000 characters; `javascript:` and the like are refused. */
export const webAddress = z
  .url({
    protocol: /^https?$/,
    message: "Must be an address that begins with https:// or http://.",
  })
  .max(2000)
  // No control characters: a feed is XML, which cannot carry them.
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "Must be a valid address.")
  .meta({
    description: "An absolute http or https address, without control characters.",
    examples: ["https://example.com/original"],
  });

/** An instant to filter by: as above, or a date, which is its first moment in UTC. */
export const startingAt = z
  .union(
    [
      z.date(),
      z.iso.datetime({ offset: true }),
      z.iso.date().transform((day) => `${day}T00:00:00Z`),
    ],
    { error: "Must be a date, or an ISO 8601 date and time with a zone." },
  )
  .pipe(instant)
  .meta({
    description: "ISO 8601: a date (in UTC), or a time with a zone.",
    examples: ["2026-05-01"],
    // What an address can say of it.
    override: { type: "string", anyOf: undefined },
  });

/** The names in a comma list, as `fields=id,title` has them. */
export function namesIn(text: string): string[] {
  return text.split(",").map((name) => name.trim());
}

/** A comma list of names, each one of these; a name that is not among them is refused with those that are. */
export function commaList<const Name extends string>(names: readonly Name[]) {
  const isName = (name: string): name is Name => names.some((each) => each === name);
  return z
    .string()
    .max(1000)
    .superRefine((text, ctx) => {
      const unknown = namesIn(text).find((name) => !isName(name));
      if (unknown === undefined) return;
      const message = `“${unknown}” is not among: ${names.join(", ")}.`;
      ctx.addIssue({ code: "custom", message });
    })
    .transform((text) => namesIn(text).filter(isName));
}

/**
 * The parameter `fields` of whatever answers with this: which of its fields a program wants to have
 * (JSON:API's sparse fieldsets). The operation answers whole; the door leaves out the others.
 */
export function fieldsOf<Shape extends z.ZodRawShape>(view: z.ZodObject<Shape>) {
  const names = Object.keys(view.shape) as (keyof Shape & string)[];
  return commaList(names)
    .optional()
    .describe("Only these fields, in a comma list: the answer lacks the others.");
}

/** A value with these of its fields only: the value itself, or each entry of a list. */
export function onlyFields(value: unknown, names: readonly string[]): unknown {
  const { data, ...rest } = value as { data?: unknown };
  if (Array.isArray(data) && "page" in rest) {
    return { data: data.map((entry) => onlyFields(entry, names)), ...rest };
  }
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => names.includes(key)));
}

/** How much of a list: `limit`, and where it goes on: `cursor`, or the number of a page for people. */
export const paging = {
  limit: z.int().min(1).max(100).default(20).describe("How many."),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .describe("`page.next` or `page.prev` of an earlier answer. Not together with `page`."),
  page: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("The number of a page, for people; the answer then has `total`."),
};

const pageView = z
  .object({
    next: z.string().nullable().describe("The `cursor` that goes on; null at the end."),
    prev: z.string().nullable().describe("The `cursor` that goes back; null at the beginning."),
    limit: z.int(),
    total: z.int().optional().describe("With `page` only."),
  })
  .meta({ id: "Page", examples: [{ next: "eyJrIjpbXX0", prev: null, limit: 20 }] });

/** The envelope of every list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item),
    page: pageView,
  });
}
