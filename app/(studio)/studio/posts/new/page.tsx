import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PostEditor } from "#components/studio/post-editor";
import { StudioHeading } from "#components/studio/studio-heading";
import { studioPage } from "#components/studio/studio-page";
import { listUploads } from "#domain/uploads/operations";
import { answerTo } from "#doors/answer";
import { fromPage } from "#doors/page";
import { env } from "#lib/env";
import { AppError } from "#lib/errors";

export const metadata: Metadata = { title: "New post" };

export const instant = false;

export default function NewPost() {
  return studioPage(
    { here: "/studio/posts/new", current: "/studio" },
    async ({ id, role }, answer) => {
      if (role === "reader") {
        throw new AppError(
          "forbidden",
          "Your account may comment. An admin can make you an author.",
        );
      }
      const { data } = await fromPage(listUploads, { limit: 11 });
      return (
        <>
          <StudioHeading title="New post" />
          <PostEditor
            pictures={data}
            largest={env().UPLOAD_MAX_BYTES}
            answer={answerTo(answer, ["posts.create", "posts.preview", "uploads.create"])}
            begun={{ owner: id, nonce: randomUUID() }}
          />
        </>
      );
    },
  );
}
