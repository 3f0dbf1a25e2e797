/** Somebody links to a comment that has moved to another page. Fetched by who comes with such a link alone. */
export async function goToLinked(): Promise<void> {
  const { hash } = location;
  const id = /^#comment-([\da-f-]{36})$/.exec(hash)?.[1];
  if (!id || document.getElementById(hash.slice(1))) return;
  const found = await fetch(`/comments/${id}`).catch(() => null);
  if (found?.ok) location.replace(found.url + hash);
}
