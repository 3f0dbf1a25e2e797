import { authorFeed } from "#doors/faces/feeds";

export const GET = authorFeed("json");
export const HEAD = GET;
