import type * as operations from "#domain/lab/operations";
import { exampleIds, type ReferenceOf } from "#domain/reference";

const id = exampleIds.post;
const throwAway =
  "The cookie `duet-lab`, which the first call sets, says whose throw-away blog it is. What is written there lives for a day, and nobody else sees it.";

export const reference: ReferenceOf<typeof operations> = {
  listLabPosts: {
    summary: "List the posts of a throw-away blog",
    description: `The newest first, twelve at most. ${throwAway}`,
    example: {},
  },
  createLabPost: {
    summary: "Write a post on a throw-away blog",
    description: `With the thirteenth the oldest goes. ${throwAway}`,
    example: { title: "Thrown away" },
  },
  weighLabFile: {
    summary: "Have a file weighed on a throw-away blog",
    description: `Takes a file, as \`multipart/form-data\` or as its bytes, and writes a post that says how many bytes it has. The bytes themselves are kept nowhere. ${throwAway}`,
    example: { file: new File(["…"], "zeros", { type: "application/octet-stream" }) },
    problems: { too_large: "The file has more bytes than one may have." },
  },
  updateLabPost: {
    summary: "Change a post of a throw-away blog",
    description: throwAway,
    example: { id, title: "Thrown away later" },
  },
  failInLab: {
    summary: "Fail on a throw-away blog",
    description:
      "Always fails, in the way that `how` says: the lab shows what each door makes of it.",
    example: { how: "thrown" },
  },
  getWire: {
    summary: "See what the server did for a request",
    description:
      "For a call of the lab that the same visitor made within the last ten minutes, by the `X-Request-Id` of its answer: who called, the statements and their time, the events and the tags.",
    example: { id },
  },
  listArrivals: {
    summary: "List what was sent to the lab",
    description:
      "What reached the lab for a throw-away blog within the last ten minutes, by whomever it was sent, and how it ended: refused before any operation ran, too, and when its sender was gone.",
    example: {},
  },
  sweepLab: {
    summary: "Throw away what a day has passed over",
    description: "The clock's.",
    example: {},
  },
};
