import type { Metadata } from "next";
import { PostBody } from "#components/posts/post-body";
import { PageHeading } from "#components/site/page-heading";
import { SiteFrame } from "#components/site/site-frame";
import { type LabSource, labSources, sourceHtml, sourceId } from "#doors/lab/sources";

export const ensureStatic = "navigation";

export const metadata: Metadata = {
  title: "The lab’s sources",
  description: "The files behind the experiments of the lab, as they run.",
};

/** What the experiments run through: the files themselves, not a copy. */
export default function Sources() {
  return (
    <SiteFrame>
      <div className="page pb-20">
        <PageHeading
          kicker="The lab"
          title="Sources"
          lede="The files behind the experiments, as they run on this blog."
        />
        <div className="grid min-w-0 grid-cols-1 gap-12">
          {labSources.map(({ path, about }) => (
            <Source key={path} path={path} about={about} />
          ))}
        </div>
      </div>
    </SiteFrame>
  );
}

async function Source({ path, about }: LabSource) {
  return (
    <section
      id={sourceId(path)}
      aria-labelledby={`${sourceId(path)}-title`}
      className="grid min-w-0 grid-cols-1 gap-3"
    >
      <h2 id={`${sourceId(path)}-title`} className="font-serif text-title font-semibold">
        {about}
      </h2>
      <PostBody html={await sourceHtml(path)} />
    </section>
  );
}
