import { robots } from "#doors/faces/documents";

export const GET = robots;
export const HEAD = GET;
