import { writeAndTell } from "#doors/lab/freshness";

export const POST = writeAndTell;
