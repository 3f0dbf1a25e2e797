import { expectAccessible } from "../axe.ts";
import { test } from "../fixtures.ts";

const pages = ["/", "/posts/welcome-to-duet", "/posts/writing-in-markdown", "/tags", "/tags/craft"];
pages.push("/authors", "/authors/ines", "/page/2", "/sign-in", "/nothing-here");
pages.push("/docs", "/docs/api", "/docs/api/tokens", "/docs/api/schemas");
pages.push("/docs/errors", "/docs/guides", "/docs/guides/authentication", "/docs/changelog");

for (const path of pages) {
  test(`axe finds nothing wrong with ${path}`, async ({ guest }) => {
    await expectAccessible(await guest(), path);
  });
}

test("axe finds nothing wrong with a sign-in that failed", async ({ guest }) => {
  await expectAccessible(await guest(), "/sign-in?error=AccessDenied");
});
