import { postPicture } from "#doors/faces/pictures";

export const GET = postPicture;
export const HEAD = GET;
