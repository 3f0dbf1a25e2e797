import { tellFacts, turnXray } from "#doors/xray";

export const GET = tellFacts;
export const POST = turnXray;
