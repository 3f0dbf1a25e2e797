export interface Misconception {
  /** What is believed, as those say it who do. */
  belief: string;
  /** What was seen instead. */
  truth: string;
  /** The claims (domain/claims.ts) that correct it. */
  claims: readonly number[];
}

/** What this project’s authors believed, or read, before they tested it. */
export const misconceptions: readonly Misconception[] = [
  {
    belief: "Server Actions are private: only my own components can call them.",
    truth:
      "Each one that a component uses is a public POST. Its id and its name stand in the code that every visitor’s browser loads.",
    claims: [13, 26],
  },
  {
    belief: "The page is guarded, so its actions are.",
    truth:
      "The guard decides what is rendered. The action is another entrance, and whoever knows its id walks in: ask who it is inside the action.",
    claims: [13],
  },
  {
    belief: "Next protects me from forged requests.",
    truth:
      "It compares Origin with Host for actions, and lets a request without Origin pass. For route handlers it does nothing.",
    claims: [12],
  },
  {
    belief: "Actions skip HTTP: they are a direct call.",
    truth:
      "They are POST requests with headers, statuses and a body limit, over the same wire, with everything that can go wrong on it.",
    claims: [2, 4, 21],
  },
  {
    belief: "Actions are a fine way to load data.",
    truth:
      "They are never cached, cannot be called off, and wait for each other: three reads take three turns. Read in a Server Component, or through a handler.",
    claims: [15, 18, 19],
  },
  {
    belief: "My components should call my own API.",
    truth:
      "A Server Component stands where the data is: this blog’s pages call the same function that the handler calls. A request to oneself is an extra hop, and at the build nobody is there to answer it.",
    claims: [34],
  },
  {
    belief: "TypeScript checks what comes in.",
    truth:
      "It checked what you wrote. What arrives is whatever the client sent, in number and in kind: parse it.",
    claims: [14],
  },
  {
    belief: "revalidateTag shows me my change.",
    truth:
      "With 'max' it shows the old page once more, to you too. In an action, updateTag is what you want; in a handler, { expire: 0 }.",
    claims: [16],
  },
  {
    belief: "Promise.all makes my actions run side by side.",
    truth: "A tab sends one at a time. Do the work inside one action, or call handlers.",
    claims: [18],
  },
  {
    belief: "When the visitor leaves, the work is canceled.",
    truth: "The answer is lost; the function runs to its end, and what it wrote is written.",
    claims: [19, 20],
  },
  {
    belief: "Action ids are stable. Or: they change with every build.",
    truth:
      "They hang on a key. Another key is another id, and old tabs get 409; pin NEXT_SERVER_ACTIONS_ENCRYPTION_KEY, and an id survives a change of the code.",
    claims: [24],
  },
  {
    belief: "What I throw in an action reaches the user.",
    truth: "In production only a digest does. Return what the user should read.",
    claims: [8, 9],
  },
  {
    belief: "The status code tells whether it worked.",
    truth:
      "A refused action is 200, a redirecting one too, and a limit or an input of ours as well. Look into the answer.",
    claims: [7, 8, 10, 28],
  },
  {
    belief: "redirect() is a 303.",
    truth:
      "In an action it is 200 with a header, and 303 without JavaScript. In a handler it is 307, which sends the POST again, and 303 after a form.",
    claims: [10],
  },
  {
    belief: "Progressive enhancement comes by itself.",
    truth: "For the action of a form, yes. What hangs on onClick does nothing without JavaScript.",
    claims: [5, 32],
  },
  {
    belief: "GET handlers are cached by default. Or: they never are.",
    truth:
      "Not since Next 15; but with Cache Components one that reads nothing of the request is made at the build and never runs again.",
    claims: [36],
  },
  {
    belief: "An action’s answer always brings the fresh page.",
    truth: "Only when the action said that something changed. Else it brings the value alone.",
    claims: [6],
  },
  {
    belief: "x-nextjs-cache: HIT means that my action was answered from a cache.",
    truth: "It speaks of the page it was posted to. The action ran.",
    claims: [15],
  },
];
