import { strangerPage } from "#lib/lab/stranger";

/** The page from which the lab forges requests. The front gives it its policy (lib/front.ts). */
export function showStranger(): Response {
  return new Response(strangerPage, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
