import { deleteUpload, getUpload, updateUpload } from "#domain/uploads/operations";
import { route } from "#doors/route";

export const GET = route(getUpload);
export const PATCH = route(updateUpload);
export const DELETE = route(deleteUpload);
