import { markdown } from "#doors/faces/documents";

export const GET = markdown;
export const HEAD = GET;
