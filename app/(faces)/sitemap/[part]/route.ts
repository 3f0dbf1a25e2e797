import { sitemapPart } from "#doors/faces/sitemap";

export const GET = sitemapPart;
export const HEAD = GET;
