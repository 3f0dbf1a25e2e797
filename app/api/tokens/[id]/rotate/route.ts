import { rotateToken } from "#domain/tokens/operations";
import { route } from "#doors/route";

export const POST = route(rotateToken);
