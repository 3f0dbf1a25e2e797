"use client";

import { lazy, Suspense } from "react";

// Every page carries this boundary, and nearly none needs what it shows.
const Failure = lazy(() => import("#components/site/failure"));

/** What a visitor sees when a page of ours throws. */
export default function Thrown(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Suspense>
      <Failure {...props} />
    </Suspense>
  );
}
