import { Link } from "#components/ui/link";

/** “claim 4, claim 12 and claim 30”, each a link to its place in the table. */
export function ClaimLinks({ ids }: { ids: readonly number[] }) {
  return ids.map((id, at) => (
    <span key={id}>
      {at > 0 && (at === ids.length - 1 ? " and " : ", ")}
      <Link href={`/lab/claims#claim-${id}`} className="link">
        claim {id}
      </Link>
    </span>
  ));
}
