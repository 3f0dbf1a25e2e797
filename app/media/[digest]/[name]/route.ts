import { servePicture } from "#doors/pictures";

export const GET = servePicture;
export const HEAD = servePicture;
