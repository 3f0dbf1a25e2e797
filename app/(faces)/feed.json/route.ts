import { siteFeed } from "#doors/faces/feeds";

export const GET = siteFeed("json");
export const HEAD = GET;
