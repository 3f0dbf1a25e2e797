"use server";

import { headers } from "next/headers";
import { guest } from "#lib/actor";
import { takeTurn } from "#lib/rate-limit";

/** What Next makes of what nobody catches: our door would have. It writes nothing, and is counted. */
export async function throwBareAction(): Promise<void> {
  await takeTurn({ name: "lab.bare", kind: "write" }, guest, await headers());
  throw new Error("The lab threw this on purpose, where nobody catches it: lab_posts, password.");
}
