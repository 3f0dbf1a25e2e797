"use client";

import { useEffect } from "react";

const moves = ["scroll", "pointermove", "touchstart", "focusin"];

/**
 * What helps while one reads: buttons that copy code, a mark at the section one is in. Fetched at the
 * reader's first move, since before it nobody sees or needs it. Renders nothing itself.
 */
export function ReadingAids() {
  useEffect(() => {
    const begun = new AbortController();
    const begin = () => {
      begun.abort();
      // What cannot be fetched is not missed: the text is all there.
      import("#components/posts/aids").then(({ help }) => help()).catch(() => undefined);
    };
    for (const move of moves)
      addEventListener(move, begin, { signal: begun.signal, passive: true });
    return () => begun.abort();
  }, []);
  return null;
}
