"use client";

import { ErrorPage } from "#components/site/error-page";
import { Button } from "#components/ui/button";

/** What a visitor sees when a page of ours throws; the digest finds the failure in the log. */
export default function Failure({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <main id="main">
      <ErrorPage
        status={500}
        requestId={error.digest}
        actions={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      />
    </main>
  );
}
