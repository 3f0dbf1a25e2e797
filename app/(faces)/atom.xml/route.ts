import { siteFeed } from "#doors/faces/feeds";

export const GET = siteFeed("atom");
export const HEAD = GET;
