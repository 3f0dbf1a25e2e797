import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Actor,
  guest,
  isEditor,
  may,
  type Permission,
  permissionsOf,
  type Role,
  roles,
  scopes,
  tokenPermissions,
} from "#lib/actor";

const aRole = fc.constantFrom(...roles);
const someScopes = fc.subarray([...scopes]);
const permissions: Permission[] = [...scopes, "tokens:manage", "sessions:end"];

function session(role: Role): Actor {
  return { kind: "session", id: "1", handle: "ada", role, may: permissionsOf(role) };
}

describe("roles", () => {
  test.each<[Role, string]>([
    ["reader", "posts:read comments:write tokens:manage sessions:end"],
    [
      "author",
      "posts:read comments:write tokens:manage sessions:end posts:write uploads:write webhooks:manage",
    ],
    [
      "editor",
      "posts:read comments:write tokens:manage sessions:end posts:write uploads:write webhooks:manage",
    ],
    ["admin", permissions.join(" ")],
  ])("%s: %s", (role, expected) => {
    expect([...permissionsOf(role)].sort()).toEqual(expected.split(" ").sort());
  });

  test("each may do what the one before it may", () => {
    for (const [at, role] of roles.entries()) {
      for (const lesser of roles.slice(0, at)) {
        expect(permissionsOf(role).isSupersetOf(permissionsOf(lesser))).toBe(true);
      }
    }
  });

  test("every permission belongs to somebody", () => {
    expect([...permissionsOf("admin")].sort()).toEqual([...permissions].sort());
  });

  test("editors and admins take care of everybody's posts, others do not", () => {
    const told = roles.map((role) => [role, isEditor(session(role))]);
    expect(told).toEqual([
      ["reader", false],
      ["author", false],
      ["editor", true],
      ["admin", true],
    ]);
    expect(isEditor(guest)).toBe(false);
  });

  test("a guest may nothing", () => {
    expect(permissions.filter((permission) => may(guest, permission))).toEqual([]);
  });
});

describe("tokens", () => {
  test("hold what the owner's role and the scopes have in common, and nothing else", () => {
    fc.assert(
      fc.property(aRole, someScopes, (role, chosen) => {
        const held = tokenPermissions(role, chosen);
        const owner = permissionsOf(role);
        for (const permission of permissions) {
          const both = chosen.some((scope) => scope === permission) && owner.has(permission);
          expect(held.has(permission)).toBe(both);
        }
      }),
    );
  });

  test("never manage tokens nor end sessions, whatever is stored as their scopes", () => {
    const stored = ["tokens:manage", "sessions:end", "posts:*", "*", "", "admin", "__proto__"];
    fc.assert(
      fc.property(aRole, fc.subarray([...stored, ...scopes]), (role, chosen) => {
        const held = tokenPermissions(role, chosen);
        expect(held.has("tokens:manage") || held.has("sessions:end")).toBe(false);
        expect([...held].filter((each) => !scopes.some((scope) => scope === each))).toEqual([]);
      }),
    );
  });

  test("shrink when the owner's role does", () => {
    fc.assert(
      fc.property(aRole, aRole, someScopes, (one, other, chosen) => {
        const [lesser, greater] = [one, other].sort((a, b) => roles.indexOf(a) - roles.indexOf(b));
        if (!lesser || !greater) throw new Error("There are two roles.");
        const before = tokenPermissions(greater, chosen);
        expect(tokenPermissions(lesser, chosen).isSubsetOf(before)).toBe(true);
      }),
    );
  });
});
