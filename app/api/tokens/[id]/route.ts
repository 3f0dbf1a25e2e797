import { getToken, revokeToken } from "#domain/tokens/operations";
import { route } from "#doors/route";

export const GET = route(getToken);
export const DELETE = route(revokeToken);
