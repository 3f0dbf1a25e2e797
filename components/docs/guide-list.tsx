import { Link } from "#components/ui/link";
import { guides } from "#doors/openapi/guides";

/** The guides, in the order to read them in. */
export function GuideList() {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {guides.map(({ name, title, about }) => (
        <li
          key={name}
          className="relative grid content-start gap-1 rounded-card border border-line bg-raised p-5 transition-colors hover:border-line-strong"
        >
          <Link
            href={`/docs/guides/${name}`}
            className="stretched font-serif text-lg font-semibold hover:underline"
          >
            {title}
          </Link>
          <p className="text-sm text-pretty text-muted">{about}</p>
        </li>
      ))}
    </ul>
  );
}
