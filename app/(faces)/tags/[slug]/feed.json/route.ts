import { tagFeed } from "#doors/faces/feeds";

export const GET = tagFeed("json");
export const HEAD = GET;
