import { authorFeed } from "#doors/faces/feeds";

export const GET = authorFeed("rss");
export const HEAD = GET;
