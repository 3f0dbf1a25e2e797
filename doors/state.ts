import type { ErrorCode } from "#lib/errors";

/** What a form shows after it was sent: the value, or what was wrong beside what was typed. */
export type ActionState<T> =
  | null
  | {
      ok: true;
      /** The operation's name. */
      operation: string;
      value: T;
      /** What was typed, for a form that stays open. */
      values: Record<string, string>;
    }
  | {
      ok: false;
      operation: string;
      code: ErrorCode;
      message: string;
      fields: Record<string, string>;
      values: Record<string, string>;
    };

/** The hidden field that tells a form sent twice from two forms. */
export const NONCE = "nonce";
