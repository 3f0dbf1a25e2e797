import { authorPicture } from "#doors/faces/pictures";

export const GET = authorPicture;
export const HEAD = GET;
