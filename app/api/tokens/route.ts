import { createToken, listTokens } from "#domain/tokens/operations";
import { route } from "#doors/route";

export const GET = route(listTokens);
export const POST = route(createToken);
