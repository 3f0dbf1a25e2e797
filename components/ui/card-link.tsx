import { Link, type LinkProps } from "#components/ui/link";

/** The link of a card: all of the card leads there, and hovering over any of it underlines the words. */
export function CardLink({ href, children }: Pick<LinkProps, "href" | "children">) {
  return (
    <Link href={href} className="stretched decoration-1 underline-offset-4 group-hover:underline">
      {children}
    </Link>
  );
}
