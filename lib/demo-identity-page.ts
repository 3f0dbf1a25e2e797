/** Someone who can be signed in as without a password: on this machine only. */
export interface DemoPerson {
  role: string;
  handle: string;
  name: string;
  email: string;
  bio: string;
  image: string;
}

const can: Record<string, string> = {
  admin: "does everything, people and settings included",
  editor: "edits every post, comment and tag",
  author: "writes and publishes posts",
  reader: "reads and comments",
};

const style = `
:root { color-scheme: light dark; --ground: light-dark(#faf9f6, #1b1c20); --raised: light-dark(#fff, #232429);
  --ink: light-dark(#1f1b16, #ececef); --muted: light-dark(#5c564e, #b3b4ba); --line: light-dark(#e0dcd4, #3a3b42);
  --accent: light-dark(#2b45a8, #a9b8ff); --note: light-dark(#fbf1d9, #38301c); --note-line: light-dark(#e3c983, #6b5a2c); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-inline-size: 34rem; margin-inline: auto; padding: 3rem 1.25rem; }
h1 { margin: 1.5rem 0 .25rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0; color: var(--muted); }
.note { padding: .625rem .875rem; border: 1px solid var(--note-line); border-radius: .375rem;
  background: var(--note); color: var(--ink); font-size: .875rem; }
ul { margin: 1.5rem 0; padding: 0; list-style: none; display: grid; gap: .75rem; }
button { font: inherit; color: inherit; cursor: pointer; }
.person { display: grid; grid-template-columns: 3rem 1fr; gap: .125rem 1rem; inline-size: 100%; padding: .875rem 1rem;
  text-align: start; background: var(--raised); border: 1px solid var(--line); border-radius: .75rem; }
.person:hover, .person:focus-visible { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.person img { grid-row: span 2; inline-size: 3rem; block-size: 3rem; border-radius: 50%; background: var(--line); }
.who { font-weight: 600; }
.role { margin-inline-start: .5rem; padding: .0625rem .5rem; border: 1px solid var(--line); border-radius: 1rem;
  font-size: .75rem; font-weight: 500; color: var(--muted); }
.may { font-size: .875rem; color: var(--muted); }
.cancel { padding: .5rem 1rem; background: none; border: 1px solid var(--line); border-radius: .375rem; }
a { color: var(--accent); }
`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

/** The page on which one chooses whom to be; a plain form, so it works without JavaScript. */
export function chooserPage(
  people: readonly DemoPerson[],
  action: string,
  authUrl: string,
): string {
  const items = people.map((person) => {
    const image = escaped(new URL(person.image, authUrl).href);
    return `<li><button class="person" name="person" value="${escaped(person.role)}">
<img src="${image}" alt="" width="48" height="48">
<span><span class="who">${escaped(person.name)}</span><span class="role">${escaped(person.role)}</span></span>
<span class="may">${escaped(can[person.role] ?? "")}</span>
</button></li>`;
  });
  return page(
    "Choose a demo person",
    `<p class="note"><strong>Demo.</strong> These people are made up and have no passwords. This page runs
only on this machine, and only while no real way to sign in is configured.</p>
<h1>Who do you want to be?</h1>
<p>You will be signed in to the blog at ${escaped(authUrl)}.</p>
<form method="post" action="${escaped(action)}">
<ul>
${items.join("\n")}
</ul>
<button class="cancel" name="cancel" value="yes">Cancel</button>
</form>`,
  );
}

/** What went wrong, and the way back to the blog. */
export function demoErrorPage(reason: string, authUrl: string): string {
  return page(
    "Not signed in",
    `<h1>You are not signed in</h1>
<p>${escaped(reason)}</p>
<p><a href="${escaped(authUrl)}/sign-in">Back to the blog</a></p>`,
  );
}
