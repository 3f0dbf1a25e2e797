import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Operation } from "#domain/operation";
import { operations, routeOf, wordsOf } from "#domain/registry";

export interface LedgerLine {
  /** The operation's name. */
  name: string;
  summary: string;
  kind: Operation["kind"];
  /** The actions that offer it to our own pages. */
  actions: string[];
  /** Method and path for programs; null for what no program may call. */
  address: string | null;
}

/** Every operation by its name with the doors it has, read from the registry and from the files of actions. */
export function ledgerLines(): LedgerLine[] {
  const offered = offeringActions();
  // The registry's own order is the bundler's.
  const sorted = operations.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map((operation) => {
    const { id, summary } = wordsOf(operation);
    const route = routeOf(operation);
    return {
      name: operation.name,
      summary,
      kind: operation.kind,
      actions: [...offered].filter(([, ids]) => ids.has(id)).map(([action]) => action),
      address: route ? `${route.method} ${route.path}` : null,
    };
  });
}

/** By each action's name, under which names it knows the operations it offers. */
function offeringActions(): Map<string, Set<string>> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "actions");
  const found = new Map<string, Set<string>>();
  for (const file of globSync("*.ts", { cwd: folder }).sort()) {
    for (const [name, ids] of actionsIn(readFileSync(join(folder, file), "utf8"))) {
      found.set(name, ids);
    }
  }
  return found;
}

/** The exported actions of a file's text, and what each leads to: by itself or by a constant before it. */
export function actionsIn(text: string): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  const exported = new Map<string, Set<string>>();
  const constants = /^(export )?const (\w+) =([\s\S]*?);$/gm;
  for (const [, isExported, name = "", body = ""] of text.matchAll(constants)) {
    const ids = new Set([...body.matchAll(/\baction\(\s*(\w+)/g)].map(([, id = ""]) => id));
    for (const [word] of body.matchAll(/\b\w+\b/g)) {
      for (const id of known.get(word) ?? []) ids.add(id);
    }
    known.set(name, ids);
    if (isExported && ids.size > 0) exported.set(name, ids);
  }
  return exported;
}
