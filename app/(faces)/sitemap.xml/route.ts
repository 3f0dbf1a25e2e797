import { sitemap } from "#doors/faces/sitemap";

export const GET = sitemap;
export const HEAD = GET;
