// `npm run import -- FOLDER`: Markdown files with front matter become posts.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, extname, join, relative, resolve } from "node:path";
import { importPost } from "#domain/imports/operations";
import { perform } from "#domain/operation";
import { type Actor, permissionsOf } from "#lib/actor";
import { closeDatabase, db } from "#lib/db";
import { AppError } from "#lib/errors";
import { type ImportedPost, parseMarkdownFile } from "#lib/frontmatter";
import { migrateDatabase, openDatabase } from "./database.ts";
import { atStop, live } from "./lifetime.ts";
import { Refusal, say } from "./progress.ts";
import { claimDataDir, findRun } from "./run-file.ts";
import { settings } from "./settings.ts";

const endings = new Set([".md", ".markdown", ".mdown", ".mkd"]);

/** A file larger than this is no post. */
const LARGEST = 2 * 1024 * 1024;

await live({ main, failed, stopped: 130 });

async function main(): Promise<void> {
  const [folder, ...rest] = process.argv.slice(2);
  if (!folder || rest.length > 0) throw new Refusal("Say which folder: npm run import -- FOLDER");
  const { env } = settings("production");
  // A blog that runs shares its database, and hears of every post; otherwise it is opened here.
  const run = findRun(env.DATA_DIR);
  if (!run && !env.DATABASE_URL) atStop(claimDataDir(env.DATA_DIR));
  const url = run?.databaseUrl ?? (await openDatabase(env.DATABASE_URL, env.DATA_DIR)).url;
  await migrateDatabase(url);
  process.exitCode = await importFolder(resolve(process.env.INIT_CWD ?? "", folder), url);
}

function failed(error: unknown): void {
  process.stderr.write(`${error instanceof Refusal ? error.message : (error as Error).stack}\n`);
}

/** Imports every Markdown file below a folder; the exit code: 0, or 1 when a file failed. */
async function importFolder(root: string, databaseUrl: string): Promise<number> {
  process.env.DATABASE_URL = databaseUrl;
  const files = markdownFiles(root);
  if (files.length === 0) throw new Refusal(`There is no Markdown file in ${root}.`);
  say(`Importing ${files.length} files from ${root}`);
  const actor = await operator();
  const tally = new Map<string, number>();
  const failures: string[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const outcome = await importFile(root, file, actor);
      tally.set(outcome.result, (tally.get(outcome.result) ?? 0) + 1);
      const name = relative(root, file);
      if (outcome.result === "failed") failures.push(`${name}: ${outcome.notes.join("; ")}`);
      else if (outcome.notes.length > 0) say(`  ${name}: ${outcome.notes.join("; ")}`);
      progress(index + 1, files.length);
    }
  } finally {
    await closeDatabase();
  }
  for (const failure of failures) say(`  ✗ ${failure}`);
  say(`${[...tally].map(([result, count]) => `${count} ${result}`).join(", ")}.`);
  return failures.length > 0 ? 1 : 0;
}

async function importFile(
  root: string,
  file: string,
  actor: Actor,
): Promise<{ result: string; notes: string[] }> {
  const read = readPost(file);
  if (!read.ok) return { result: "failed", notes: [read.reason] };
  // The folder's name and the path in it: the same wherever the folder lies.
  const source = `${basename(root)}/${relative(root, file).replaceAll("\\", "/")}`;
  const { text, post } = read;
  const contentHash = createHash("sha256").update(text).digest("hex");
  try {
    const { value } = await perform(importPost, {
      actor,
      input: { source, contentHash, ...inputOf(post) },
    });
    return value;
  } catch (error) {
    if (error instanceof AppError) return { result: "failed", notes: [error.message] };
    throw error;
  }
}

function readPost(file: string) {
  if (statSync(file).size > LARGEST) return { ok: false as const, reason: "larger than 2 MB" };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch {
    return { ok: false as const, reason: "not valid UTF-8" };
  }
  const parsed = parseMarkdownFile(file, text);
  return parsed.ok ? { ...parsed, text } : parsed;
}

/** What is too long or too many for a post of ours is cut; the title and the text never are. */
function inputOf(post: ImportedPost) {
  const { title, body, slug, draft, date, updated, canonicalUrl } = post;
  return {
    title,
    body,
    slug,
    draft,
    date,
    updated,
    canonicalUrl,
    excerpt: post.excerpt && [...post.excerpt].slice(0, 500).join(""),
    tags: post.tags.slice(0, 20),
    authors: post.authors.slice(0, 11),
    aliases: post.aliases.filter((path) => path.length <= 500).slice(0, 50),
  };
}

function markdownFiles(root: string): string[] {
  let real: string;
  try {
    real = realpathSync(root);
  } catch (cause) {
    throw new Refusal(`There is no folder ${root}.`, { cause });
  }
  if (!statSync(real).isDirectory()) throw new Refusal(`${root} is not a folder.`);
  return (
    readdirSync(real, { recursive: true, withFileTypes: true })
      // Links are not followed: they may lead out of the folder, or in circles.
      .filter((entry) => entry.isFile() && endings.has(extname(entry.name).toLowerCase()))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/(^|[/\\])(node_modules|\.git)[/\\]/.test(relative(real, file)))
      .sort()
  );
}

/** Whoever may run a command on this machine acts as the blog's admin, or as its first one to be. */
async function operator(): Promise<Actor> {
  const fields = { id: true, handle: true } as const;
  const user =
    (await db().user.findFirst({
      where: { role: "admin" },
      orderBy: { id: "asc" },
      select: fields,
    })) ??
    (await db().user.upsert({
      where: { handle: "import" },
      create: { handle: "import", name: "Imported", role: "author" },
      update: {},
      select: fields,
    }));
  return { kind: "session", ...user, role: "admin", may: permissionsOf("admin") };
}

function progress(done: number, total: number): void {
  if (process.stdout.isTTY)
    process.stdout.write(`\r  ${done} of ${total}${done === total ? "\n" : ""}`);
  else if (done % 50 === 0 || done === total) say(`  ${done} of ${total}`);
}
