import { Link } from "#components/ui/link";
import { guides } from "#doors/openapi/guides";

/** The guides, in the order to read them in. */
export function GuideList() {
  return (
    <ul className="grid gap-2">
      {guides.map(({ name, title, about }) => (
        <li key={name}>
          <Link href={`/docs/guides/${name}`} className="link">
            {title}
          </Link>
          <span className="text-muted"> · {about}</span>
        </li>
      ))}
    </ul>
  );
}
