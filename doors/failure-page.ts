import { errorWords } from "#lib/error-words";
import { themeScript } from "#lib/theme";

/**
 * The page for what broke while it was made, whole without a script: of a page that throws Next sends an empty document,
 * which its scripts would have to fill. Made of the page for what is not found, whose frame, style and
 * theme it has; throws when that page is not what it was. What it returns writes the request's id into it.
 */
export function failurePage(notFound: string): (requestId: string) => Buffer {
  const { 404: before, 500: after } = errorWords;
  const replaced = (html: string, [pattern, text]: [pattern: RegExp | string, text: string]) => {
    const changed = html.replace(pattern, text);
    if (changed === html) throw new Error(`The page for what is not found has no ${pattern}.`);
    return changed;
  };
  const html = notFound
    .replace(/<script\b[^>]*>([\s\S]*?)<\/script>/g, (all, text) =>
      text === themeScript ? all : "",
    )
    .replace(/<link rel="preload" as="script"[^>]*>/g, "");
  const page = (
    [
      [/<title>[^<]*<\/title>/, `<title>${after.title}</title>`],
      [/Error (?:<!-- -->)?404/, "Error 500"],
      [before.title, after.title],
      [
        `${before.message}</div>`,
        `${after.message} <a href="" class="link">Try again</a></div>\u0000`,
      ],
      [/<search\b[\s\S]*?<\/search>/, ""],
    ] as [RegExp | string, string][]
  ).reduce(replaced, html);
  const [head = "", rest = ""] = page.split("\u0000");
  return (requestId) => {
    const id = `<p class="text-sm text-faint">Request <code class="font-mono text-muted select-all">${requestId}</code></p>`;
    return Buffer.from(head + id + rest);
  };
}
