import type { z } from "zod";
import { type Call, type Known, type Operation, perform } from "#domain/operation";
import { createPost } from "#domain/posts/operations";
import { permissionsOf, type Role } from "#lib/actor";
import { db } from "#lib/db";
import { AppError } from "#lib/errors";

/** Makes somebody with an account: the actor he is when he has signed in. */
export async function person(role: Role, handle: string = role): Promise<Known> {
  const { id } = await db().user.create({
    data: { handle, name: `The ${handle}`, role },
    select: { id: true },
  });
  return { kind: "session", id, handle, role, may: permissionsOf(role) };
}

/** What an operation answers. */
export async function run<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  actor: Call["actor"],
  input: z.input<I>,
  expectedVersions?: readonly number[],
): Promise<z.output<O>> {
  const call = { actor, input, ...(expectedVersions ? { expectedVersions } : {}) };
  return (await perform(operation, call)).value;
}

/** The code of the refusal, or "ok"; an error that is no refusal is thrown. */
export async function verdict(running: Promise<unknown>): Promise<string> {
  try {
    await running;
    return "ok";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** The first field that a refusal names, with its code: `/slug taken`. */
export async function wrongField(running: Promise<unknown>): Promise<string> {
  try {
    await running;
    return "none";
  } catch (error) {
    const [field] = error instanceof AppError ? (error.details.fields ?? []) : [];
    if (field) return `${field.pointer} ${field.code}`;
    throw error;
  }
}

/** A new draft, or with `status` a published post. */
export function write(actor: Known, input: Partial<z.input<typeof createPost.input>> = {}) {
  return run(createPost, actor, { title: "A title", body: "Some words.", ...input });
}

/** The types of the recorded events, the oldest first. */
export async function eventTypes(): Promise<string[]> {
  const rows = await db().event.findMany({ select: { type: true }, orderBy: { id: "asc" } });
  return rows.map(({ type }) => type);
}
