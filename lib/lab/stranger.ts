/** Where the stranger's page of the lab is: the one page of ours that ours may frame. */
export const STRANGER = "/lab/forged/stranger";

/** What the lab's page asks the stranger's to send. */
export interface Forgery {
  url: string;
  headers: Record<string, string>;
  /** Of a form, or null: then `text` is the body. */
  fields: Record<string, string> | null;
  text: string;
}

/**
 * By which a frame with an opaque origin says whose experiment its request belongs to: it has no cookie, and
 * of the headers it may choose only Accept is of any use (https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
 * It opens nothing: a blog's id is no secret.
 */
export const markOf = (blog: string) => `*/*, x-duet-lab/${blog}`;
const mark = /\bx-duet-lab\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b/;

/** The blog's id of the mark in an Accept header, or null. */
export const markedIn = (accept: string) => mark.exec(accept)?.[1] ?? null;

/**
 * The script of the stranger's page: sends what the page around it asks for, with all cookies that the browser
 * will give it, and says when that is done; it can read no answer. It listens to nobody else, and no other
 * site may frame it.
 */
export const strangerScript = `addEventListener("message",async({source,data:{url,headers,fields,text}})=>{if(source!==parent||parent===window)return;let body=text;if(fields){body=new FormData();for(const name in fields)body.append(name,fields[name])}await fetch(url,{method:"POST",mode:"no-cors",credentials:"include",headers,body}).catch(()=>0);parent.postMessage("sent","*")})`;

/** The page itself; its policy lets this script run and no other (lib/front/policy.ts). */
export const strangerPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>A stranger’s page</title>
<style>:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}body{margin:1rem}h1,p{margin:0;font-size:1rem}</style>
<script>${strangerScript}</script>
</head>
<body>
<main>
<h1>A stranger’s page</h1>
<p>Its origin is “null”: to its browser it is of no site. It sends what the lab tells it to.</p>
</main>
</body>
</html>
`;
