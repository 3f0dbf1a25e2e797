import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cookies } from "next/headers.js";
import { connection } from "next/server.js";
import { type LedgerLine, ledgerLines } from "#doors/ledger";
import { orProblem } from "#doors/respond";
import { env } from "#lib/env";
import { XRAY_COOKIE } from "#lib/front/xray";
import { readForm } from "#lib/http";

/** What the X-ray says of an action; by the id that stands in its forms and in Next-Action. */
interface SeenAction {
  name: string;
  file: string;
  operations: string[];
}

export interface XrayFacts {
  actions: Record<string, SeenAction>;
  /** By method and path, with `{}` for what differs. */
  handlers: Record<string, string>;
}

/** What Next's build writes of each reference (server-reference-manifest.json); caches are among them. */
interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>;
}

/** Which action an id is, by the build's own list, and which operations that offers, by the ledger's. */
export function factsOf({ node }: Manifest, lines: readonly LedgerLine[]): XrayFacts {
  const actions: XrayFacts["actions"] = {};
  for (const [id, { filename, exportedName: name }] of Object.entries(node)) {
    if (!filename.startsWith("actions/")) continue;
    const operations = lines.filter((line) => line.actions.includes(name)).map((line) => line.name);
    actions[id] = { name, file: filename, operations };
  }
  const handlers = lines.flatMap(({ name, address, kind }) =>
    address && kind === "write" ? [[address.replaceAll(/\{\w+\}/g, "{}"), name] as const] : [],
  );
  return { actions, handlers: Object.fromEntries(handlers) };
}

/** GET /lab/xray: what the X-ray's script needs to name the controls of a page. */
export async function tellFacts(): Promise<Response> {
  // At the build there is no such list yet.
  await connection();
  const folder = process.env.NEXT_DIST_DIR ?? ".next";
  const file = join(
    /* turbopackIgnore: true */ process.cwd(),
    folder,
    "server/server-reference-manifest.json",
  );
  const facts = factsOf(JSON.parse(readFileSync(file, "utf8")), ledgerLines());
  return Response.json(facts, { headers: { "Cache-Control": "no-store" } });
}

/** A day, in seconds. */
const AGE = 24 * 60 * 60;

/** Of the form, in bytes: it has one field. */
const LIMIT = 1024;

/**
 * POST /lab/xray: turns the X-ray on or off and leads back to the lab. A handler, since what changes is the
 * whole document, which an action would leave standing. Another site's form does not come so far (server.ts).
 */
export function turnXray(request: Request): Promise<Response> {
  return orProblem(request, async () => {
    const isOn = (await readForm(request, LIMIT)).xray === "on";
    (await cookies()).set(XRAY_COOKIE, isOn ? "on" : "", {
      httpOnly: true,
      sameSite: "lax",
      secure: env().AUTH_URL.startsWith("https:"),
      path: "/",
      maxAge: isOn ? AGE : 0,
    });
    return new Response(null, { status: 303, headers: { Location: "/lab#xray" } });
  });
}
