import type { Metadata } from "next";
import { headers } from "next/headers";
import { PlainForms, type PlainState } from "#components/lab/plain-forms";
import { VisitorPosts } from "#components/lab/visitor-posts";
import { answerTo, takeAnswer } from "#doors/answer";
import { visitorPosts } from "#doors/visitor";

/** It shows the visitor's own blog. */
export const instant = false;

export const metadata: Metadata = { title: "Plain forms", robots: { index: false } };

/** What the experiment without JavaScript frames: the forms, and the blog they write on. */
export default async function PlainFormPage() {
  const answer = answerTo<PlainState>(await takeAnswer(), ["lab.create"]);
  return (
    <main data-request={(await headers()).get("x-request-id")} className="grid gap-3 p-3">
      <h1 className="sr-only">Forms, sent with or without a script</h1>
      <noscript>
        <p className="text-sm">No script runs here.</p>
      </noscript>
      <PlainForms answer={answer} />
      <VisitorPosts heading="h2" posts={await visitorPosts()} />
    </main>
  );
}
