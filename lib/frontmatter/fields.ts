// Jekyll's named styles of permalinks, which are no paths.
const permalinkStyles = new Set(["date", "pretty", "ordinal", "weekdate", "none"]);

/** The first of these keys that has a value, whatever the case of its letters. */
export function pick(data: Record<string, unknown>, ...keys: string[]): unknown {
  const byName = new Map(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]));
  return keys
    .map((key) => byName.get(key.toLowerCase()))
    .find((value) => value !== undefined && value !== null && value !== "");
}

/** A single line of text, or null when there is none. */
export function readText(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return null;
  return String(value).replace(/\s+/g, " ").trim() || null;
}

/** `true` and `false`, as such or as words; undefined for anything else. */
export function readBoolean(value: unknown): boolean | undefined {
  const word = String(value).trim().toLowerCase();
  if (["true", "yes", "on", "1"].includes(word)) return true;
  if (["false", "no", "off", "0"].includes(word)) return false;
}

/**
 * People, from a name, `A, B`, `A and B`, a list, or objects with a name. What stands in parentheses
 * or angle brackets behind a name (a handle, an address) is not part of it.
 */
export function readAuthors(value: unknown): string[] {
  const names = listOf(value).flatMap((entry) => {
    const text = isRecord(entry)
      ? readText(pick(entry, "name", "title", "login"))
      : readText(entry);
    const bare = text?.replace(/\s*(?:\([^()]*\)|<[^<>]*>)/g, " ") ?? "";
    return bare.split(/\s*[,;&]\s*|\s+and\s+/);
  });
  return distinct(names);
}

/** How a string of several tags is to be taken apart: always at commas, else at spaces or not at all. */
type TagSeparator = "spaces" | "commas";

/** Tags from a list, or from a string; those that say nothing ("uncategorized") are left out. */
export function readTags(value: unknown, separator: TagSeparator): string[] {
  const names = listOf(value).flatMap((entry) => {
    const text = isRecord(entry) ? readText(pick(entry, "name", "title", "slug")) : readText(entry);
    // A list's entry is one tag; a lone string may be several.
    if (!text || Array.isArray(value)) return text ?? [];
    return text.includes(",") || separator === "commas" ? text.split(",") : text.split(" ");
  });
  return distinct(names).filter((name) => name.toLowerCase() !== "uncategorized");
}

/** Paths of this site from paths and addresses; a pattern (`/:year/:title`) is none. */
export function readPaths(value: unknown): string[] {
  const paths = listOf(value).map((entry) => readPath(readText(entry) ?? ""));
  return distinct(paths.filter((path) => path !== undefined));
}

/** An http(s) address, or null. */
export function readAddress(value: unknown): string | null {
  const text = readText(value);
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

/** The text's values without repetition, ignoring case; the first spelling stays. */
export function distinct(values: string[]): string[] {
  const seen = new Map<string, string>();
  for (const value of values) {
    const text = value.trim();
    if (text && !seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text);
  }
  return [...seen.values()];
}

function readPath(text: string): string | undefined {
  if (!text || permalinkStyles.has(text) || /(?:^|\/):|[*{}<>]/.test(text)) return;
  const base = "https://site.invalid";
  if (!URL.canParse(text, base)) return;
  const url = new URL(text, base);
  if (!["http:", "https:"].includes(url.protocol)) return;
  const path = url.pathname.replace(/\/{2,}/g, "/").replace(/(?:\/index\.html?)?\/?$/, "");
  // The home page is nobody's alias.
  return path || undefined;
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
