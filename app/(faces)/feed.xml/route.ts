import { siteFeed } from "#doors/faces/feeds";

export const GET = siteFeed("rss");
export const HEAD = GET;
