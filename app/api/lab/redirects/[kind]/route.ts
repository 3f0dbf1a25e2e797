import { arrive, sendAway } from "#doors/lab/redirects";

export const GET = arrive;
export const POST = sendAway;
