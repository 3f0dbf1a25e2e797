import { beforeEach, expect, test } from "vitest";
import { getPost } from "#domain/posts/operations";
import { addReaction } from "#domain/reactions/operations";
import { getSession } from "#domain/users/operations";
import { noteCall } from "#doors/call-log";
import { type Actor, guest, permissionsOf, system } from "#lib/actor";
import { takeCalls } from "#lib/call-log";

beforeEach(() => void takeCalls());

const id = "019c3a52-7d1e-7a40-9b1f-2f6d1c0e8a11";
const session: Actor = {
  kind: "session",
  id,
  handle: "ada",
  role: "reader",
  may: permissionsOf("reader"),
};
const token: Actor = { ...session, kind: "token", tokenId: "token" };

function exchange(actor: Actor | undefined, url = "http://localhost:3000/api/x?q=secret") {
  const started = performance.now();
  return {
    request: new Request(url),
    url: new URL(url),
    id: "request",
    started,
    ...(actor ? { actor } : {}),
  };
}

test("whose calls are noted: who is known, and not what every page asks", () => {
  for (const actor of [guest, system, undefined]) noteCall(getPost, exchange(actor), { id }, 200);
  noteCall(getSession, exchange(session), {}, 200);
  expect(takeCalls()).toEqual([]);
  noteCall(getPost, exchange(session), { id }, 200);
  noteCall(getPost, exchange(token), { id }, 404);
  expect(takeCalls()).toMatchObject([
    { userId: id, tokenId: null, method: "GET", status: 200, requestId: "request" },
    { userId: id, tokenId: "token", method: "GET", status: 404 },
  ]);
});

test("of the address the route and its ids are kept, and nothing that could be anything else", () => {
  const secret = `duet_${"0".repeat(32)}_${"0".repeat(64)}_00000000`;
  for (const each of [id, "12", secret, "a-draft-nobody-knows", "../../x", ""]) {
    noteCall(getPost, exchange(token), { id: each }, 200);
  }
  noteCall(addReaction, exchange(token), { id, kind: "like" }, 204);
  expect(takeCalls().map(({ path }) => path)).toEqual([
    `/api/posts/${id}`,
    "/api/posts/12",
    ...Array(4).fill("/api/posts/{id}"),
    `/api/posts/${id}/reactions/{kind}`,
  ]);
});
