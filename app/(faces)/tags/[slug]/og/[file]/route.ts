import { tagPicture } from "#doors/faces/pictures";

export const GET = tagPicture;
export const HEAD = GET;
