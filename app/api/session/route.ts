import { endSessions, getSession } from "#domain/users/operations";
import { route } from "#doors/route";

export const GET = route(getSession);
export const DELETE = route(endSessions);
