import { headers } from "next/headers.js";
import { AppError } from "#lib/errors";
import { problemResponse } from "#lib/http";
import { counted, takeSignIn } from "#lib/rate-limit";

/** Counts an attempt that begins with our own form; false when it is one too many. */
export async function mayTrySignIn(): Promise<boolean> {
  try {
    await takeSignIn(await headers());
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** Auth.js's own POST addresses: those under /signin begin an attempt, which is counted before it does. */
export function signInRoute<R extends Request>(handler: (request: R) => Promise<Response>) {
  return async (request: R): Promise<Response> => {
    const path = new URL(request.url).pathname;
    if (!path.startsWith("/api/auth/signin")) return handler(request);
    try {
      const turn = await takeSignIn(request.headers);
      const answer = await handler(request);
      return counted(new Response(answer.body, answer), turn);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const id = request.headers.get("x-request-id") ?? crypto.randomUUID();
      return problemResponse(error, { path, id });
    }
  };
}
