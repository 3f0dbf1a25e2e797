import { listCalls } from "#domain/calls/operations";
import { route } from "#doors/route";

export const GET = route(listCalls);
