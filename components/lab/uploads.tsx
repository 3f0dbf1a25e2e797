"use client";

import { type ReactNode, useState } from "react";
import { weighLabFileAction } from "#actions/lab";
import { LabBench } from "#components/lab/lab-bench";
import { upload } from "#lib/lab/upload";
import { megabytes } from "#lib/megabytes";

/** Bytes. */
const LARGEST = 12_000_000;
const sizes = [900_000, 1_200_000, LARGEST];

const choices = [
  { id: "same", label: "Both answer 413, before they have read any of it." },
  {
    id: "late",
    label: "Both answer 413: the handler at once, the action after all that it takes was read.",
  },
  { id: "taken", label: "Both take it: a browser sends what one gives it." },
];

/** A form with a file of so many bytes, made here: no file of the visitor's is read. */
function formOf(bytes: number): FormData {
  const form = new FormData();
  const type = "application/octet-stream";
  form.set("file", new File([new Uint8Array(bytes)], `${bytes} zeros`, { type }));
  return form;
}

/** The same files through both doors: what is taken, what is refused and how, and who says how far it is. */
export function Uploads({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState<readonly number[]>(sizes);
  const [share, setShare] = useState(0);
  // A blog may be set to take more than this one does.
  const [tookAll, setTookAll] = useState(false);
  const files = sizes.filter((size) => chosen.includes(size));

  return (
    <LabBench
      question="A file of 12 MB is sent through each door. Who says that it is too large, and when?"
      choices={choices}
      right={tookAll ? "taken" : "late"}
      because={
        tookAll
          ? "Whoever runs this blog lets a file have 12 MB and more, so nothing was refused. What differs is who says how far it is: XMLHttpRequest does, React’s fetch does not."
          : "The handler saw by Content-Length that it is too much, and read no further: look at what arrived. Next reads an action’s body by itself, to the end or to the limit, before any code of ours runs. And XMLHttpRequest said on the way how far it was; React’s fetch does not."
      }
      doors={[
        {
          name: "Upload through the Server Action",
          async work({ recording, arrivals }) {
            await arrivals();
            const ends: string[] = [];
            for (const size of files) {
              const thrown = await weighLabFileAction(null, formOf(size)).then(
                () => "",
                (error) => `, and threw “${error.message}”`,
              );
              const status = recording.exchanges.at(-1)?.status ?? "no answer";
              ends.push(`${megabytes(size)}: ${status}, progress told 0×${thrown}`);
            }
            return { said: `${ends.join("; ")}.`, arrivals: (await arrivals()).data };
          },
        },
        {
          name: "Upload through the route handler",
          async work({ recording, arrivals, show }) {
            await arrivals();
            const ends: string[] = [];
            for (const size of files) {
              const what = { url: "/api/lab/files", form: formOf(size) };
              const { exchange, told } = await upload(recording, what, setShare);
              const status = exchange.status ?? "no answer";
              ends.push(`${megabytes(size)}: ${status}, progress told ${told}×`);
              if (size === LARGEST) setTookAll(status === 201);
            }
            await show();
            return { said: `${ends.join("; ")}.`, arrivals: (await arrivals()).data };
          },
        },
      ]}
    >
      <fieldset className="flex flex-wrap gap-x-6 gap-y-2">
        <legend className="mb-2">
          Which files? All three through both doors are about 28 MB: on a phone’s connection you may
          want to leave the largest out.
        </legend>
        {sizes.map((size) => (
          <label key={size} className="flex min-h-8 items-center gap-3">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.includes(size)}
              onChange={({ target }) =>
                setChosen(
                  target.checked ? [...chosen, size] : chosen.filter((each) => each !== size),
                )
              }
            />
            {megabytes(size)}
          </label>
        ))}
      </fieldset>
      <label className="flex flex-wrap items-center gap-3 text-sm text-muted">
        How far the handler’s upload is
        <progress
          max={1}
          value={share}
          className="h-2 w-40 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        />
      </label>
      {children}
    </LabBench>
  );
}
