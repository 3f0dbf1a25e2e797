import { getMe, updateMe } from "#domain/users/operations";
import { route } from "#doors/route";

export const GET = route(getMe);
export const PATCH = route(updateMe);
