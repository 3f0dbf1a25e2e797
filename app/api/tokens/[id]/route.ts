import { getToken, revokeToken, updateToken } from "#domain/tokens/operations";
import { route } from "#doors/route";

export const GET = route(getToken);
export const PATCH = route(updateToken);
export const DELETE = route(revokeToken);
