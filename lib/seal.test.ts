import { expect, test } from "vitest";
import { seal, unseal } from "#lib/seal";

const secret = "duet_secret ✓";

test("what was sealed opens again at its place, for its purpose", () => {
  const sealed = seal(secret, "test", "here");
  expect(unseal(sealed, "test", "here")).toBe(secret);
  expect(Buffer.from(sealed).toString("latin1")).not.toContain("duet_secret");
  expect(unseal(seal("", "test", "here"), "test", "here")).toBe("");
});

test("nowhere else, for nothing else, and not when a bit was changed", () => {
  const sealed = seal(secret, "test", "here");
  expect(unseal(sealed, "test", "there")).toBeNull();
  expect(unseal(sealed, "another", "here")).toBeNull();
  for (const at of [0, 13, sealed.length - 1]) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(unseal(changed, "test", "here"), `byte ${at}`).toBeNull();
  }
  expect(unseal(new Uint8Array(5), "test", "here")).toBeNull();
});

test("the same text never looks the same twice", () => {
  expect(seal(secret, "test", "here")).not.toEqual(seal(secret, "test", "here"));
});
