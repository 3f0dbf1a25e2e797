import { expect, test } from "vitest";
import { snippetsOf } from "#doors/openapi/snippets";

const codes = (request: Parameters<typeof snippetsOf>[0]) =>
  snippetsOf(request).map(({ code }) => code);

test("a read that everybody may do", () => {
  const [curl, js, python] = codes({
    method: "GET",
    path: "/api/posts?limit=2",
    caller: "anybody",
  });
  expect(curl).toBe('curl -sS "$URL/api/posts?limit=2"');
  expect(js).toMatch(/await fetch\(`\$\{process\.env\.URL\}\/api\/posts\?limit=2`\);/);
  expect(python).toContain(`f"{os.environ['URL']}/api/posts?limit=2",\n)`);
});

test("a change with a token and a body, whose quotes survive the shell", () => {
  const [curl, js, python] = codes({
    method: "PATCH",
    path: "/api/posts/1",
    body: { title: "Jun's", excerpt: null, commentsOpen: true },
    media: "application/merge-patch+json",
    caller: "token",
  });
  expect(curl).toBe(
    [
      'curl -sS -X PATCH "$URL/api/posts/1" \\',
      '  -H "Authorization: Bearer $TOKEN" \\',
      '  -H "Content-Type: application/merge-patch+json" \\',
      `  -d '{"title":"Jun'\\''s","excerpt":null,"commentsOpen":true}'`,
    ].join("\n"),
  );
  expect(js).toContain('method: "PATCH",');
  expect(js).toMatch(/Authorization: `Bearer \$\{process\.env\.TOKEN\}`,/);
  expect(python).toContain(
    'json.dumps({"title": "Jun\'s", "excerpt": None, "commentsOpen": True})',
  );
});

test("what a person alone may do goes with a cookie, and says where it comes from", () => {
  const [curl] = codes({ method: "DELETE", path: "/api/session", caller: "session" });
  expect(curl).toContain('-H "Cookie: $COOKIE"');
  expect(curl).toContain('-H "Origin: $URL"');
});

test("a file's bytes go as they are", () => {
  const request = {
    method: "POST",
    path: "/api/uploads",
    file: "image/png",
    caller: "token",
  } as const;
  const [curl, js, python] = codes(request);
  expect(curl).toContain('-H "Content-Type: image/png" \\\n  --data-binary @picture.png');
  expect(js).toContain('body: await readFile("picture.png"),');
  expect(python).toContain('data=open("picture.png", "rb").read(),');
});
