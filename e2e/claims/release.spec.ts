import { actionIds, callAction, formActionId, sendForm } from "./action.ts";
import { type Bare, buildFixture, claim, expect, keys, serve, test } from "./bare.ts";

/** Another release of the fixture, served as long as the work takes. */
async function released(
  release: Parameters<typeof buildFixture>[0],
  work: (bare: Bare) => Promise<void>,
) {
  const { bare, end } = await serve(await buildFixture(release), release.key);
  try {
    await work(bare);
  } finally {
    await end();
  }
}

test(claim(24), async ({ bare }) => {
  test.setTimeout(240_000);
  const id = (await actionIds(bare.url)).get("echo") ?? "";
  const field = `$ACTION_ID_${await formActionId(bare.url)}`;
  await released({ name: "other-key", key: keys.second }, async (next) => {
    expect((await actionIds(next.url)).get("echo")).not.toBe(id);
    const gone = await callAction(next.url, { id });
    expect([gone.status, gone.headers["x-nextjs-action-not-found"]]).toEqual([409, "1"]);
    expect((await sendForm(next.url, { fields: { [field]: "", words: "old" } })).status).toBe(409);
    expect((await callAction(next.url, { id: "no-id-at-all" })).status).toBe(400);
    expect((await fetch(`${next.url}/api/echo`)).status).toBe(200);
  });
  await released({ name: "same-key", key: keys.first, words: "changed" }, async (next) => {
    // Another release it is: what it returns says so.
    const answer = await callAction(next.url, { id, args: ["old tab"] });
    expect(answer.status).toBe(200);
    expect(answer.value).toContain('"release":"changed"');
    expect(answer.value).toContain('"values":["old tab"]');
    expect((await fetch(`${next.url}/api/echo`)).status).toBe(200);
  });
});
