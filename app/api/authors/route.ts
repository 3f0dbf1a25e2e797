import { listAuthors } from "#domain/users/operations";
import { route } from "#doors/route";

export const GET = route(listAuthors);
