"use client";

import { useEffect } from "react";

// A finger that does not scroll begins with a move of the pointer as well.
const moves = ["scroll", "pointermove", "focusin"];

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
      import("#components/posts/aids").then(({ help }) => help()).catch(() => {});
    };
    for (const move of moves) addEventListener(move, begin, begun);
    return () => begun.abort();
  }, []);
  return null;
}
