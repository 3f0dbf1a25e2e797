import type { z } from "zod";
import type { callsInput } from "#domain/calls/schema";
import { callsKept, putCallsBack, takeCalls } from "#lib/call-log";
import { db } from "#lib/db";
import { paginate } from "#lib/keyset";
import type { Prisma } from "#prisma/client";

const fields = {
  id: true,
  at: true,
  method: true,
  path: true,
  status: true,
  milliseconds: true,
  requestId: true,
  token: { select: { id: true, name: true } },
} as const satisfies Prisma.ApiCallSelect;

type CallRow = Prisma.ApiCallGetPayload<{ select: typeof fields }>;

/** One page of somebody's last calls, the latest first. */
export async function listOwnCalls(userId: string, input: z.output<typeof callsInput>) {
  const where = { userId };
  const { rows, page } = await paginate<CallRow>({
    list: `calls:${userId}`,
    order: { field: "id", descending: true, type: "text", tiebreak: null },
    input,
    find: ({ where: beyond, ...slice }) =>
      db().apiCall.findMany({ where: { AND: [where, beyond] }, select: fields, ...slice }),
    count: () => db().apiCall.count({ where }),
  });
  return { data: rows, page };
}

/**
 * Stores the calls that wait in this process, in one statement, and drops what is beyond the last
 * hundred of those people. What cannot be stored waits for the next time. Who is gone meanwhile is
 * left out, so that his calls do not hold up the others'.
 */
export async function storeCalls(): Promise<void> {
  const calls = takeCalls();
  if (calls.length === 0) return;
  try {
    await db().$executeRaw`
      insert into api_calls
        (id, user_id, token_id, method, path, status, milliseconds, request_id, at)
      select c.id, u.id, t.id, c.method, c.path, c.status, c.milliseconds, c."requestId", c.at
      from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as c (id uuid, "userId" uuid,
        "tokenId" uuid, method text, path text, status int, milliseconds int, "requestId" text,
        at timestamptz)
      join users u on u.id = c."userId" left join tokens t on t.id = c."tokenId"
      on conflict do nothing`;
  } catch (error) {
    putCallsBack(calls);
    throw error;
  }
  const people = [...new Set(calls.map(({ userId }) => userId))];
  await db().$executeRaw`
    delete from api_calls where id in (
      select id from (
        select id, row_number() over (partition by user_id order by id desc) as number
        from api_calls where user_id = any(${people}::uuid[])) as ranked
      where number > ${callsKept})`;
}
