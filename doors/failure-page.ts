import { errorWords } from "#lib/error-words";
import { themeScript } from "#lib/theme";

/** Stands for the request's id until there is a request. */
const ID = "{request-id}";

const again = '<a href="" class="link">Try again</a>';
const request = `<p class="text-sm text-faint">Request <code class="font-mono text-muted select-all">${ID}</code></p>`;

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
      [`${before.message}</div>`, `${after.message} ${again}</div>${request}`],
      [/<search\b[\s\S]*?<\/search>/, ""],
    ] as [RegExp | string, string][]
  ).reduce(replaced, html);
  return (requestId) => Buffer.from(page.replace(ID, () => requestId));
}
