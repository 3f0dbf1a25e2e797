import type { Metadata } from "next";
import { ExperimentFrame } from "#components/lab/experiment-frame";
import { Uploads } from "#components/lab/uploads";
import { experimentNamed } from "#domain/experiments";

/** It shows the visitor's own blog. */
export const instant = false;

const experiment = experimentNamed("uploads");

export const metadata: Metadata = { title: experiment.title, description: experiment.about };

export default function UploadsPage() {
  return (
    <ExperimentFrame
      experiment={experiment}
      bench={Uploads}
      adapters={["actions/lab.ts", "app/api/lab/files/route.ts"]}
      why={<></>}
    />
  );
}
