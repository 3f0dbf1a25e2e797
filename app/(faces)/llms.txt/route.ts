import { llms } from "#doors/faces/documents";

export const GET = llms;
export const HEAD = GET;
