import { sitePicture } from "#doors/faces/pictures";

export const GET = sitePicture;
export const HEAD = GET;
