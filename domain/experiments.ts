/**
 * The experiments of the lab, in the order in which one reads them. One stands here when its page
 * exists: what is not built is not promised.
 */
export interface Experiment {
  /** Its address is /lab/<name>. */
  name: string;
  title: string;
  /** What one sees in it: one sentence. */
  about: string;
  /** The ids of the claims (domain/claims.ts) that it shows. */
  claims: readonly number[];
}

export const experiments: readonly Experiment[] = [
  {
    name: "same-write",
    title: "The same write, two exchanges",
    about: "One operation through both doors, and what it takes until the page shows it.",
    claims: [2, 4, 6, 7],
  },
  {
    name: "failures",
    title: "Invalid, not signed in, missing, thrown",
    about: "Four ways to fail at both doors, and one that nobody catches.",
    claims: [8, 9],
  },
  {
    name: "five-slow-calls",
    title: "Five slow calls at once",
    about: "The queue that Server Actions stand in, as a waterfall.",
    claims: [18],
  },
  {
    name: "freshness",
    title: "Three cached panels and a second tab",
    about: "When a cached page shows a write, by how Next was told of it; and who is never told.",
    claims: [15, 16, 17],
  },
  {
    name: "without-javascript",
    title: "Without JavaScript",
    about: "The same form to both doors, in a frame where no script may run.",
    claims: [5, 32],
  },
  {
    name: "forged",
    title: "A forged request",
    about: "Three calls from a page of another site: to an action, to our handler, to a bare one.",
    claims: [12, 13],
  },
  {
    name: "redirects",
    title: "Redirects",
    about: "The same redirect() after a write, and what the browser asks for next.",
    claims: [10],
  },
  {
    name: "uploads",
    title: "Uploads of 0.9, 1.2 and 12 MB",
    about: "How much each door takes, how it refuses the rest, and who can tell how far it is.",
    claims: [21, 22],
  },
  {
    name: "sent-twice",
    title: "Sent twice",
    about: "A double click and a retry, with and without a key that names them.",
    claims: [29],
  },
  {
    name: "changed-mind",
    title: "A call nobody wants any more",
    about: "What stops when one aborts or goes on, and what does not.",
    claims: [18, 19],
  },
  {
    name: "closed-tab",
    title: "The tab is closed",
    about: "What becomes of a call when its page goes away, and what can still be sent.",
    claims: [20],
  },
  {
    name: "curl-both",
    title: "Both by curl",
    about: "Both doors without a browser: the commands, and what they get.",
    claims: [2, 13, 26, 30],
  },
  {
    name: "yesterdays-tab",
    title: "Yesterday’s tab",
    about: "A form that is older than the deployment, and how its words are saved.",
    claims: [24, 29],
  },
];

/** The experiment of this name; a page without one does not build. */
export function experimentNamed(name: string): Experiment {
  const found = experiments.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not among the experiments.`);
  return found;
}
