import { createUpload, listUploads } from "#domain/uploads/operations";
import { route } from "#doors/route";

export const GET = route(listUploads);
export const POST = route(createUpload);
