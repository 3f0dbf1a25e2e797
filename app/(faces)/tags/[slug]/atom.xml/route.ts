import { tagFeed } from "#doors/faces/feeds";

export const GET = tagFeed("atom");
export const HEAD = GET;
