import { getWire } from "#domain/lab/operations";
import { route } from "#doors/route";

export const GET = route(getWire);
