/** One row of what React streams as the answer to a Server Action (and for the router). */
export interface FlightRow {
  id: string;
  kind: string;
  bytes: number;
  /** The row, or its beginning. */
  text: string;
}

/** What a row's first letter says (react-server-dom, ReactFlightServer); one without is a value in JSON. */
const kinds: Record<string, string> = {
  I: "a client component: the module that the browser needs",
  H: "a hint: something to load early",
  E: "an error: in production its digest alone",
  T: "a long text, beside the value that refers to it",
  B: "bytes",
  D: "for debugging",
  W: "for the console",
  X: "an iterable begins",
  x: "an async iterable begins",
  C: "a stream ends",
  R: "a stream begins",
  r: "a stream of bytes begins",
};

const SHOWN = 240;

/**
 * The rows of an answer of React's. A row is `id:`, a letter or none, and a line; a text says its
 * length in bytes (hex) and goes on over line ends.
 */
export function flightRows(answer: string): FlightRow[] {
  const rows: FlightRow[] = [];
  let rest = new TextEncoder().encode(answer);
  const decoder = new TextDecoder();
  while (rest.length > 0) {
    const lineEnd = rest.indexOf(10);
    let length = lineEnd < 0 ? rest.length : lineEnd + 1;
    const line = decoder.decode(rest.subarray(0, length));
    const [, id, letter = "", size] = /^([0-9a-f]*):([A-Za-z])?(?:([0-9a-f]+),)?/.exec(line) ?? [];
    if (id === undefined) break;
    if (letter === "T" && size !== undefined) {
      const head = `${id}:T${size},`.length;
      length = Math.min(rest.length, head + Number.parseInt(size, 16));
    }
    const text = decoder.decode(rest.subarray(0, length)).trimEnd();
    rows.push({
      id: id || "–",
      kind: kindOf(id, letter, text),
      bytes: length,
      text: text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text,
    });
    rest = rest.subarray(length);
  }
  return rows;
}

/** More rows of one answer are only counted: a page has hundreds, and the first tell what they are like. */
const MOST_ROWS = 40;

/** The first rows of an answer, and one that stands for the others. */
export function firstRows(rows: readonly FlightRow[]): FlightRow[] {
  const rest = rows.slice(MOST_ROWS);
  if (rest.length === 0) return [...rows];
  const bytes = rest.reduce((sum, row) => sum + row.bytes, 0);
  return [...rows.slice(0, MOST_ROWS), { id: "…", kind: `${rest.length} more`, bytes, text: "" }];
}

function kindOf(id: string, letter: string, text: string): string {
  if (kinds[letter]) return kinds[letter];
  if (id === "0") return `the root: ${rootParts(text).join(", ") || "a value"}`;
  if (/^[0-9a-f]+:\["\$"/.test(text)) return "elements of the page";
  return "a value in JSON";
}

/** What the root of an action's answer holds (ActionFlightResponse in Next's app-router-types). */
const parts: Record<string, string> = {
  a: "what the action returned (a)",
  t: "the page anew (t)",
  b: "the build’s id (b)",
};

function rootParts(row: string): string[] {
  try {
    const root: unknown = JSON.parse(row.slice(row.indexOf(":") + 1));
    const keys = typeof root === "object" && root !== null ? Object.keys(root) : [];
    return Object.entries(parts).flatMap(([key, words]) => (keys.includes(key) ? [words] : []));
  } catch {
    return []; // cut off: its keys cannot be told
  }
}
