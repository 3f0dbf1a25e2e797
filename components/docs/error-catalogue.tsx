import { PageHeading } from "#components/site/page-heading";
import { problems } from "#lib/errors";

/** What to do about each: the catalogue that every problem's `type` leads to. */
const advice: Record<keyof typeof problems, string> = {
  moved: "The post has a new address. Follow Location, and remember it.",
  bad_request:
    "The address, a query parameter, a cursor or the body could not be read. The detail says which; sending it again changes nothing.",
  unauthenticated:
    "Nobody is signed in, or the token is wrong, expired or revoked. Make a token in the studio.",
  forbidden:
    "You are known, but may not do this. A missing scope is named in the detail and in WWW-Authenticate.",
  cross_origin:
    "A change with a session cookie must come from this site’s own pages. Programs send a token.",
  not_found: "It is not there, or it is not yours to read. The two look the same on purpose.",
  method_not_allowed: "Allow names the methods that this address has.",
  not_acceptable: "None of the media types you accept is one that is offered here.",
  conflict:
    "It does not go together with what is there: a slug that is taken, or a version that has moved on. Read it again, then decide.",
  quota_exceeded: "Your pictures take as much room as they may; delete some first.",
  in_flight:
    "A request with the same Idempotency-Key is under way. Try again after Retry-After: you will get its answer.",
  gone: "It was deleted for good. It will not come back: forget its address.",
  precondition_failed:
    "It has changed since you read it. ETag carries the present version: read, merge, try again.",
  too_large: "The body is over the limit that the detail names.",
  unsupported_media: "Accept-Post names the media types that are taken.",
  invalid: "Fields are wrong, missing or unknown. `errors` points to each one (RFC 6901).",
  idempotency_mismatch:
    "This Idempotency-Key came with another body before. A new request needs a new key; a repeated one, the same body.",
  rate_limited:
    "More requests than one person or address may send in a minute. `Retry-After` says when to come back.",
  internal: "Our fault, and recorded. Quote the request id.",
  unavailable: "The database does not answer. Try again after Retry-After.",
};

/** The error catalogue of the API (RFC 9457, `type`). */
export function ErrorCatalogue() {
  return (
    <div className="page pb-20">
      <PageHeading
        kicker="API"
        title="Errors"
        lede="Every failure is application/problem+json (RFC 9457). Its code is stable; its type leads here."
      />
      <dl className="measure grid gap-8">
        {Object.entries(problems).map(([code, { status, title }]) => (
          <div key={code} id={code} className="scroll-mt-6 target:bg-accent-soft">
            <dt className="font-semibold">
              {status} {title} <code className="font-mono font-normal text-muted">{code}</code>
            </dt>
            <dd className="mt-1 text-muted">{advice[code as keyof typeof problems]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
