import { Badge } from "#components/ui/badge";
import { Time } from "#components/ui/time";

const DAY = 24 * 60 * 60 * 1000;

/** From how many days on one is warned. */
const soon = 14;

export interface TokenExpiryProps {
  /** ISO 8601 instant. */
  expiresAt: string;
  /** The present, in milliseconds. */
  now: number;
}

/** When a token expires; with a warning when that is soon. */
export function TokenExpiry({ expiresAt, now }: TokenExpiryProps) {
  const days = Math.ceil((Date.parse(expiresAt) - now) / DAY);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Time value={expiresAt} />
      {days <= 0 ? (
        <Badge tone="danger">Expired</Badge>
      ) : (
        days <= soon && (
          <Badge tone="warning">{days === 1 ? "Within a day" : `In ${days} days`}</Badge>
        )
      )}
    </span>
  );
}
