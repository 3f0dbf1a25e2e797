import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { redirectTarget } from "#domain/posts/queries";
import { placeholder } from "#lib/placeholder";

export const ensureStatic = "navigation";

export const generateStaticParams = () => [{ path: [placeholder] }];

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

/** Every other address: a redirect that an imported blog brought along, or a true 404. */
export default async function Elsewhere({ params }: PageProps<"/[...path]">) {
  const { path } = await params;
  const address = decoded(`/${path.join("/")}`);
  // What no import can have stored needs no question.
  const asked = address.length <= 500 && !address.includes("\0") && path[0] !== placeholder;
  const target = asked ? await redirectTarget(address) : null;
  if (target) permanentRedirect(target);
  notFound();
}

/** Parameters arrive percent-encoded; what does not decode names nothing. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return "/";
  }
}
