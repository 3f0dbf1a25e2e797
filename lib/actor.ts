/** Who may act. Roles are nested: each may do what the one before it may, and more. */
export const roles = ["reader", "author", "editor", "admin"] as const;
export type Role = (typeof roles)[number];

/** What a personal access token can be limited to. */
export const scopes = [
  "posts:read",
  "posts:write",
  "comments:write",
  "uploads:write",
  "webhooks:manage",
  "site:export",
  "site:import",
] as const;
export type Scope = (typeof scopes)[number];

/** Whether a token can be given this. */
export function isScope(name: string): name is Scope {
  return (scopes as readonly string[]).includes(name);
}

/** A scope, or something that only a person who is signed in may do: no token ever holds these. */
export type Permission = Scope | "tokens:manage" | "sessions:end";

const byRole: Record<Role, readonly Permission[]> = {
  reader: ["posts:read", "comments:write", "tokens:manage", "sessions:end"],
  author: ["posts:write", "uploads:write", "webhooks:manage"],
  editor: [],
  admin: ["site:export", "site:import"],
};

/** Every permission of a role, its predecessors' included. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  const granted = roles.slice(0, roles.indexOf(role) + 1).flatMap((each) => byRole[each]);
  return new Set(granted);
}

/** What a token may do: its owner's role cut down to its scopes. It shrinks when the role does. */
export function tokenPermissions(
  role: Role,
  tokenScopes: readonly string[],
): ReadonlySet<Permission> {
  const owner = permissionsOf(role);
  return new Set(scopes.filter((scope) => tokenScopes.includes(scope) && owner.has(scope)));
}

interface Known {
  id: string;
  handle: string;
  role: Role;
  may: ReadonlySet<Permission>;
}

export type Actor =
  | { kind: "guest" }
  | ({ kind: "session" } & Known)
  | ({ kind: "token"; tokenId: string } & Known)
  /** Of the lab, with a throw-away blog: given to the lab's own operations alone (doors/visitor.ts). */
  | ({ kind: "visitor" } & Known)
  | ({ kind: "system" } & Known);

export const guest: Actor = { kind: "guest" };

/** The blog itself, when the clock makes it act: no request ever comes from it, and no row names it. */
export const system: Actor = {
  kind: "system",
  id: "00000000-0000-0000-0000-000000000000",
  handle: "system",
  role: "admin",
  may: permissionsOf("admin"),
};

/** Whether the actor holds a permission; a guest holds none. */
export function may(actor: Actor, permission: Permission): boolean {
  return actor.kind !== "guest" && actor.may.has(permission);
}

/** Whether the actor takes care of everybody's posts and comments, not only of his own. */
export function isEditor(actor: Actor): boolean {
  return actor.kind !== "guest" && (actor.role === "editor" || actor.role === "admin");
}
