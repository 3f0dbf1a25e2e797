import { handlers } from "#auth";
import { signInRoute } from "#doors/sign-in";

export const { GET } = handlers;
export const POST = signInRoute(handlers.POST);
