import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link from one page of the studio to another, without a new document. Nothing is fetched before it
 * is pressed: every page is made for its request, and a table would otherwise cost one a row.
 */
export function StudioLink({ prefetch = false, ...props }: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={prefetch} {...props} />;
}
