// The house rules a machine can check: who may import whom, and which names a file may have. The rules are
// AGENTS.md’s; `npm run check` runs them over every source file.
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Source {
  /** From the top of the checkout, with forward slashes. */
  path: string;
  text: string;
}

export interface Violation {
  path: string;
  rule: string;
}

/** The rooms, from the top down. A room imports itself and what its row names. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ["components", "actions", "doors", "domain", "lib", "auth.ts"],
  actions: ["doors", "domain", "lib", "auth.ts"],
  components: ["actions", "doors", "lib"], // and domain/*/schema
  doors: ["domain", "lib", "auth.ts"],
  domain: ["lib"],
  lib: [],
  "auth.ts": ["domain", "lib"],
  "server.ts": ["lib"],
};

/** Where everything may be imported, because nothing of ours imports it. */
const OUTSIDE = ["scripts", "prisma", "e2e", "bench"];

/** What a noun's folder is made of. */
const NOUN_FILES = ["schema", "policy", "queries", "operations", "reference"];

interface Exception {
  /** What this one file may do beyond the rules: "be in a noun", "use the database", or import what it names. */
  may: readonly string[];
  reason: string;
}

/** The exceptions, each for one file and with its reason. */
export const EXCEPTIONS: Record<string, Exception> = {
  "auth.ts": {
    may: ["use the database"],
    reason: "Auth.js keeps its sessions and accounts itself",
  },
  "lib/db.ts": { may: ["use the database"], reason: "the client's home" },
  "domain/operation.ts": {
    may: ["use the database"],
    reason: "the pipeline opens the transaction and writes the outbox",
  },
  "domain/once.ts": {
    may: ["use the database"],
    reason: "the pipeline keeps what a keyed write led to, in the write's own transaction",
  },
  "domain/posts/storage.ts": {
    may: ["be in a noun", "use the database"],
    reason: "what posts and imports both write, inside the pipeline's transaction",
  },
  "domain/comments/storage.ts": {
    may: ["be in a noun", "use the database"],
    reason: "the counts and places of a thread, which its writers and its moderators both move",
  },
  "domain/posts/schedule.ts": {
    may: ["be in a noun"],
    reason: "the rules of a schedule, pure, for the five operations that obey them",
  },
  "domain/uploads/storage.ts": {
    may: ["be in a noun", "use the database"],
    reason: "the files beside the rows: what uploads, posts and the sweep have in common",
  },
  "app/media/[digest]/[name]/route.ts": {
    may: ["be outside app/api"],
    reason: "pictures are no operation's answer, and their addresses stand in posts for good",
  },
  "app/(site)/lab/xray/route.ts": {
    may: ["be outside app/api"],
    reason: "a switch of one browser: it performs no operation, and leads to a page",
  },
  "app/(site)/comments/[commentId]/route.ts": {
    may: ["be outside app/api"],
    reason: "the lasting address of a comment is for people, and leads to a page",
  },
  "domain/users/storage.ts": {
    may: ["be in a noun", "use the database", "next-auth/adapters"],
    reason: "who a sign-in becomes: Auth.js calls it and says with which types, no door does",
  },
  "domain/tokens/demo.ts": {
    may: ["be in a noun", "use the database"],
    reason: "`npm run demo` makes tokens without a door",
  },
  "components/studio/studio-page.tsx": {
    may: ["domain/users/operations"],
    reason: "the frame of every studio page asks who is signed in, once for all of them",
  },
};

const isExcepted = (path: string, what: string) => EXCEPTIONS[path]?.may.includes(what) ?? false;

const VAGUE = /(^|\/)(index|utils?|helpers?|common|misc)\.[cm]?[jt]sx?$/;
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith("lib/testing/");

interface Import {
  /** What is imported: a path of ours ("lib/db"), or a package's name. */
  target: string;
  ours: boolean;
  typeOnly: boolean;
}

/** Every import of a file: static, re-exported, dynamic and required. */
function importsOf({ path, text }: Source): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const pattern =
    /\b(?:import|export)\s+(type\s)?[^"';()]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']|\brequire\(\s*["']([^"']+)["']/g;
  return [...code.matchAll(pattern)].map(([, type, ...names]) => {
    const name = names.find((each) => each !== undefined) ?? "";
    const { target, ours } = resolveImport(path, name);
    return { target, ours, typeOnly: type !== undefined };
  });
}

function resolveImport(path: string, name: string): { target: string; ours: boolean } {
  if (name.startsWith("#")) return { target: name.slice(1), ours: true };
  if (!name.startsWith(".")) return { target: name, ours: false };
  return { target: join(dirname(path), name).replaceAll("\\", "/"), ours: true };
}

/** The room a path belongs to: its first folder, or the file itself at the top. */
function roomOf(path: string): string {
  if (/^auth(\.ts)?$/.test(path)) return "auth.ts";
  return path.split("/", 1)[0] ?? path;
}

const withoutEnding = (path: string) => path.replace(/\.[cm]?[jt]sx?$/, "");

/** Everything that breaks a rule, in the order of the files. */
export function findViolations(sources: readonly Source[]): Violation[] {
  return sources.flatMap((source) => {
    const rules = [
      ...namesIn(source),
      ...directionsIn(source),
      ...databaseIn(source),
      ...frameworksIn(source),
      ...markersIn(source),
    ];
    return rules.map((rule) => ({ path: source.path, rule }));
  });
}

function* namesIn({ path }: Source) {
  if (VAGUE.test(path)) yield "a name that says nothing (index, utils, helpers): say what is in it";
  if (/(^|\/)route\.tsx?$/.test(path) && !/^app\/(?:api|\(faces\))\//.test(path)) {
    if (path.startsWith("app/") && !isExcepted(path, "be outside app/api"))
      yield "route.ts belongs under app/api, or app/(faces) when it is no operation’s answer";
  }
  const noun = /^domain\/[^/]+\/(.+)$/.exec(path)?.[1];
  if (!noun || isExcepted(path, "be in a noun") || isTest(path)) return;
  if (!NOUN_FILES.map((name) => `${name}.ts`).includes(noun)) {
    yield `a noun is made of ${NOUN_FILES.join(", ")}: put it there, or name its reason in scripts/structure.ts`;
  }
}

function* directionsIn(source: Source) {
  const room = roomOf(source.path);
  const allowed = MAY_IMPORT[room];
  // Tests look at whatever they need.
  if (!allowed || isTest(source.path)) return;
  for (const { target, ours } of importsOf(source)) {
    if (!ours) continue;
    const other = roomOf(target);
    if (other === room || other === "prisma" || other === "package.json") continue;
    const schema = room === "components" && /^domain\/[^/]+\/schema(\.ts)?$/.test(target);
    if (allowed.includes(other) || schema || isExcepted(source.path, target)) continue;
    // The front page's stylesheet and the like are no rooms.
    if (!(other in MAY_IMPORT) && !OUTSIDE.includes(other)) continue;
    yield `${room} must not import ${target}: imports run app → actions, components → doors → domain → lib`;
  }
}

function* databaseIn(source: Source) {
  const { path } = source;
  if (OUTSIDE.includes(roomOf(path)) || isTest(path) || isExcepted(path, "use the database"))
    return;
  if (/^domain\/[^/]+\/(queries|operations)\.ts$/.test(path)) return;
  for (const { target, ours, typeOnly } of importsOf(source)) {
    if (!ours || typeOnly) continue;
    const name = withoutEnding(target);
    if (name === "lib/db" || name.startsWith("prisma/") || name.startsWith("generated/prisma/")) {
      yield `only queries.ts and operations.ts touch the database, and this imports ${target}`;
    }
  }
}

function* frameworksIn(source: Source) {
  const { path } = source;
  const room = roomOf(path);
  if (room !== "domain" || isTest(path)) return;
  for (const { target, ours } of importsOf(source)) {
    if (ours) continue;
    const cache = path.endsWith("/queries.ts") && /^next\/cache(\.js)?$/.test(target);
    if (cache || isExcepted(path, target)) continue;
    if (/^(next|next-auth|react|react-dom|node:https?)(\/|$)/.test(target)) {
      yield `the domain knows no HTTP, no React and no Next, and this imports ${target}`;
    }
  }
}

function* markersIn({ path, text }: Source) {
  // What lies outside is served to nobody but tests.
  if (OUTSIDE.includes(roomOf(path))) return;
  if (!path.startsWith("actions/") && /^\s*["']use server["']/m.test(text)) {
    yield '"use server" belongs in actions/: every export of such a file is a public POST';
  }
}

const NOT_OURS = [
  "node_modules",
  "e2e/typegen/node_modules",
  ".next*",
  ".data",
  ".git",
  "generated",
  "public",
  "test-results",
];

/** The source files of this checkout. */
function checkout(): Source[] {
  const exclude = [...NOT_OURS, "next-env.d.ts"];
  return globSync("**/*.{ts,tsx,mts,js,jsx,mjs,cjs}", { exclude })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

if (import.meta.main) {
  const violations = findViolations(checkout());
  for (const { path, rule } of violations) console.log(`${path}: ${rule}`);
  if (violations.length > 0) process.exitCode = 1;
}
