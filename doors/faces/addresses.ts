/**
 * The addresses that machines read on the public site. Slugs have no dots, so none of these can be a
 * post's, a tag's or an author's page. It imports nothing: the server in front of Next reads it too.
 */
const faces = [
  /^\/(?:feed\.xml|atom\.xml|feed\.json|sitemap\.xml|robots\.txt|llms\.txt)$/,
  /^\/(?:tags|authors)\/[^/]+\/(?:feed\.xml|atom\.xml|feed\.json)$/,
  /^\/sitemap\/[^/]+\.xml$/,
  /^\/posts\/[^/]+\.md$/,
  /^\/(?:(?:posts|tags|authors)\/[^/]+\/)?og\/[^/]+\.png$/,
];

/** Whether a path is one of those. */
export function isFace(path: string): boolean {
  return faces.some((pattern) => pattern.test(path));
}

/** The path of a request's target. */
export function pathOf(target: string | undefined): string {
  return (target ?? "").split("?", 1)[0] ?? "";
}
