import { presignUpload } from "#domain/uploads/operations";
import { route } from "#doors/route";

export const POST = route(presignUpload);
