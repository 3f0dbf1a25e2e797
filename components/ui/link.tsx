import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = ComponentProps<typeof NextLink>;

/**
 * A link inside Duet. The one place that decides how links behave: pages are static and small, so
 * nothing is fetched before the reader asks for it (a list page would otherwise cost a request a
 * row); pass `prefetch` where the next step is certain.
 */
export function Link({ prefetch = false, ...props }: LinkProps) {
  return <NextLink prefetch={prefetch} {...props} />;
}
