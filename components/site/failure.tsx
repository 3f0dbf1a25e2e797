"use client";

import { ErrorPage } from "#components/site/error-page";
import { SiteFrame } from "#components/site/site-frame";
import { Button } from "#components/ui/button";

export interface FailureProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** A page that threw; the digest finds the failure in the log. A default export, for React.lazy. */
export default function Failure({ error, retry }: FailureProps) {
  return (
    <SiteFrame>
      <ErrorPage
        status={500}
        requestId={error.digest}
        actions={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      />
    </SiteFrame>
  );
}
