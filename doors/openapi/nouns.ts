import type { RouteName } from "#domain/routes";

type NounOf<Name> = Name extends `${infer Noun}.${string}` ? Noun : never;

const session = { title: "Session", description: "Who is signed in, for pages of this site." };
const site = { title: "Site", description: "The blog as a whole, and how it is." };

/** The chapters of the reference: a noun without one does not compile. */
export const nouns: Record<NounOf<RouteName> | "site", { title: string; description: string }> = {
  posts: { title: "Posts", description: "What the blog is made of, from the first draft on." },
  drafts: {
    title: "Working copies",
    description: "Words that were autosaved beside a post, and are nobody else's to read.",
  },
  revisions: { title: "Revisions", description: "The history of a post's words." },
  comments: { title: "Comments", description: "The threads under published posts." },
  reactions: { title: "Reactions", description: "What readers say to a post without words." },
  uploads: {
    title: "Uploads",
    description: "Pictures: encoded anew, and as private as the posts that show them.",
  },
  tags: { title: "Tags", description: "What published posts are about." },
  authors: { title: "Authors", description: "People who published something." },
  me: { title: "Caller", description: "Who is calling." },
  session,
  sessions: session,
  tokens: {
    title: "Tokens",
    description: "Personal access tokens. They are made and revoked with a session only.",
  },
  lab: {
    title: "Lab",
    description: "Throw-away blogs, on which the lab shows both doors. No token is needed.",
  },
  health: site,
  site,
};

/** The chapter that an operation belongs to. */
export function chapterOf(name: string): { title: string; description: string } {
  const noun = name.split(".")[0] as keyof typeof nouns;
  const found = nouns[noun];
  if (!found) throw new Error(`${name}: doors/openapi/nouns.ts has no chapter for “${noun}”.`);
  return found;
}
