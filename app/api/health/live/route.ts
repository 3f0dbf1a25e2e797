import { healthLive } from "#domain/site/operations";
import { route } from "#doors/route";

export const GET = route(healthLive);
