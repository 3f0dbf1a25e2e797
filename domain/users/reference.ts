import type { ReferenceOf } from "#domain/reference";
import type * as operations from "#domain/users/operations";

export const reference: ReferenceOf<typeof operations> = {
  listAuthors: {
    summary: "List authors",
    description: "People who published something, the most prolific first.",
    example: { limit: 10 },
  },
  getAuthor: {
    summary: "Read an author",
    description: "Somebody who published at least one post.",
    example: { handle: "ines" },
  },
  getMe: {
    summary: "Read the caller",
    description:
      "Who calls, and with a token what it may: the scopes that the owner's role still covers.",
    example: {},
    problems: { unauthenticated: "Nobody calls: a guest, or an account that is gone." },
  },
  updateMe: {
    summary: "Change the caller",
    description:
      "Name, bio and picture, as everybody sees them; `null` clears. With a session only. The handle stays: it is an address. The e-mail address is the identity provider's, and never shown to others.",
    example: { name: "Inês Duarte", bio: "Writes about small tools." },
    problems: { unauthenticated: "Nobody calls: a guest, or an account that is gone." },
  },
  getSession: {
    summary: "Read who is signed in",
    description: "The light answer for islands of public pages: the person, or `null` for a guest.",
    example: {},
  },
  endSessions: {
    summary: "Sign out everywhere",
    description:
      "Ends the caller's sessions on every device, this one included. Tokens keep working.",
    example: {},
  },
};
