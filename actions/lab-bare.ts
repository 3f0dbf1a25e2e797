"use server";

import { refresh, updateTag } from "next/cache";
import { headers } from "next/headers";
import { writeUnpurged } from "#doors/visitor";
import { guest } from "#lib/actor";
import { AppError } from "#lib/errors";
import { takeTurn } from "#lib/rate-limit";

/** What Next makes of what nobody catches: our door would have. It writes nothing, and is counted. */
export async function throwBareAction(): Promise<void> {
  await takeTurn({ name: "lab.bare", kind: "write" }, guest, await headers());
  throw new Error("The lab threw this on purpose, where nobody catches it: lab_posts, password.");
}

/** A write that tells Next of itself in one way only; ours do both. Returns why it was refused, or null. */
export async function writeAndTellAction(way: unknown, title: unknown): Promise<string | null> {
  try {
    const purges = (panels: string) => (way === "updateTag" ? [panels] : []);
    const panels = await writeUnpurged("action", await headers(), { title }, purges);
    if (way === "updateTag") updateTag(panels);
    else refresh();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
