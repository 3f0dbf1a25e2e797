import { healthReady } from "#domain/site/operations";
import { route } from "#doors/route";

export const GET = route(healthReady);
