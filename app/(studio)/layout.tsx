import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { robots: { index: false } };

/** Everything here depends on who asks: rendered per request, whole, with its true status. */
export const instant = false;

export default function StudioLayout({ children }: { children: ReactNode }) {
  return children;
}
