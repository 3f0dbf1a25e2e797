import { completeUpload } from "#domain/uploads/operations";
import { route } from "#doors/route";

export const POST = route(completeUpload);
