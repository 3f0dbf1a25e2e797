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
      why={
        <>
          <p>
            An action’s body is Next’s to read. Unless next.config says otherwise it takes 1 MB, so
            a bare application refuses the second file as well. Past the limit Next throws, and
            answers 500 with a digest, with JavaScript and without: the page cannot say why (claim
            21 tries it on a bare application). The 413 you see, and the words in it, are put in its
            place by this blog’s server (doors/refused-form.ts), which has counted the bytes on
            their way.
          </p>
          <p>
            A handler is given the body to read as it likes. Ours looks at Content-Length first, and
            while it reads it counts, for a length may be missing or wrong. What a browser still
            sends after the answer is read from the connection and thrown away: it would not look at
            the answer before.
          </p>
          <p>
            The bytes are zeros, made in your browser. The server counts them, writes the number
            down in a post, and keeps none of them. In the studio pictures go through an action all
            the same, since its form works without JavaScript; the page weighs them before it sends.
          </p>
        </>
      }
    />
  );
}
