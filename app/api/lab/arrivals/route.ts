import { listArrivals } from "#domain/lab/operations";
import { route } from "#doors/route";

export const GET = route(listArrivals);
