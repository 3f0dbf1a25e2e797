import { searchPosts } from "#domain/search/operations";
import { route } from "#doors/route";

export const GET = route(searchPosts);
