import { authorFeed } from "#doors/faces/feeds";

export const GET = authorFeed("atom");
export const HEAD = GET;
