"use client";

import { useEffect, useState } from "react";
import { NONCE } from "#doors/state";
import { randomKey } from "#lib/random-key";

export interface NonceFieldProps {
  /** Made by the server for this very rendering; a static page, the same for all, has none. */
  given?: string;
  /** The form's latest answer: what is sent after it is another thing. */
  answer: unknown;
}

/**
 * Tells a form that is sent twice from two forms: the first makes one thing. In the browser it makes
 * its own nonce, and a new one after each answer.
 */
export function NonceField({ given = "", answer }: NonceFieldProps) {
  const [made, setMade] = useState("");
  useEffect(() => {
    void answer;
    setMade(randomKey());
  }, [answer]);
  return <input type="hidden" name={NONCE} value={made || given} />;
}
