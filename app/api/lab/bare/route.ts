import { countWhoever } from "#doors/lab/bare";

export const POST = countWhoever;
