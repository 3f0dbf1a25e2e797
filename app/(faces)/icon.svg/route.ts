import { logo } from "#doors/faces/documents";

export const GET = logo;
export const HEAD = GET;
