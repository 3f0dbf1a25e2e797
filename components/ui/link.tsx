import type { ComponentProps } from "react";

export type LinkProps = ComponentProps<"a"> & { href: string };

/**
 * A link inside Duet. The one place that decides how links behave: a page of the site is a whole
 * document that the server keeps in memory, so the browser fetches it, and no router of 3 KB that
 * would fetch it instead (decision 28). The studio has its own (components/studio/studio-link.tsx).
 */
export function Link({ href, children, ...props }: LinkProps) {
  return (
    <a href={href} {...props}>
      {children}
    </a>
  );
}
