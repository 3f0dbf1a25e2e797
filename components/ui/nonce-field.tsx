"use client";

import { useEffect, useState } from "react";
import { NONCE } from "#doors/state";

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
    setMade(newNonce());
  }, [answer]);
  return <input type="hidden" name={NONCE} value={made || given} />;
}

/** 128 random bits in hex; crypto.randomUUID() is there on https and localhost only. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
