import { useSession } from "#components/site/session";

/** A comment on its way: the words as they were typed, until the server has made a comment of them. */
export function SendingComment({ words }: { words: string | null }) {
  const user = useSession();
  if (words === null) return null;
  const name = user?.name ?? "You";
  return (
    <div className="mb-4 flex gap-3 py-3 opacity-60" data-sending="">
      <span aria-hidden="true" className="size-8 shrink-0 rounded-full bg-sunken" />
      <div className="min-w-0 flex-1">
        <p className="flex min-h-8 items-center gap-x-2 text-sm">
          <span className="font-semibold">{name}</span>
          <span role="status" className="text-muted">
            Sending…
          </span>
        </p>
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {words}
        </p>
      </div>
    </div>
  );
}
