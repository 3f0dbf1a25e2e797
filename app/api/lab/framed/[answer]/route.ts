import { writeFromForm } from "#doors/lab/plain-form";

export const POST = writeFromForm;
