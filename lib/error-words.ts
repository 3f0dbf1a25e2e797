/** What a page that could not be shown says, by its status. */
export const errorWords = {
  401: { title: "Please sign in", message: "This page is for people who are signed in." },
  403: { title: "Not yours to open", message: "Your account may not see this page." },
  404: {
    title: "Nothing behind this door",
    message: "The page may have moved, or it never existed.",
  },
  500: {
    title: "Something broke on our side",
    message: "It is not your doing, and it has been recorded. Trying again often helps.",
  },
} as const;
