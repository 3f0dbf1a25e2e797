import { tagFeed } from "#doors/faces/feeds";

export const GET = tagFeed("rss");
export const HEAD = GET;
