import { showStranger } from "#doors/lab/stranger";

export const GET = showStranger;
