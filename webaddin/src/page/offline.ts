/**
 * The service worker: the site's files, kept whole for one version, so that the page opens without a network.
 * The page registers it with the version of the site in its address, so another version is another worker.
 */

interface Listing { version: string; files: { path: string; sha256: string }[] }
interface Lasting extends Event { waitUntil(work: Promise<unknown>): void }
interface Asking extends Event { readonly request: Request; respondWith(answer: Promise<Response>): void }

const worker = self as unknown as EventTarget & { readonly clients: { claim(): Promise<void> } };
const site = new URL("./", self.location.href);
const OURS = "xlscore ";
const KEPT = OURS + (new URL(self.location.href).searchParams.get("version") ?? "");
// Told to the server, which keeps it to itself.
const NOT_SERVED = "web.config";

worker.addEventListener("install", (event) => (event as Lasting).waitUntil(keep()));
// A new version takes over when no page of the old one is open any more: files of two versions never meet.
worker.addEventListener("activate", (event) => (event as Lasting).waitUntil(tidied()));

async function keep(): Promise<void> {
  const listing = (await (await fetch(new URL("files.json", site), { cache: "no-store" })).json()) as Listing;
  if (OURS + listing.version !== KEPT) throw new Error("The site has changed meanwhile.");
  const kept = await caches.open(KEPT);
  for (const { path, sha256 } of listing.files) {
    if (path === NOT_SERVED) continue;
    const file = new URL(path, site);
    const answer = await fetch(file, { cache: "reload" });
    const data = await answer.arrayBuffer();
    if (!answer.ok || (await digest(data)) !== sha256) throw new Error(`${path} is not the file of this version.`);
    await kept.put(file, new Response(data, { headers: { "content-type": answer.headers.get("content-type") ?? "" } }));
  }
}

async function digest(data: ArrayBuffer): Promise<string> {
  const made = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...made].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function tidied(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== KEPT) await caches.delete(name);
  await worker.clients.claim();
}

worker.addEventListener("fetch", (event) => {
  const { request } = event as Asking;
  const asked = new URL(request.url);
  // What a newer version is called has to come from the server.
  if (request.method !== "GET" || asked.origin !== site.origin || asked.pathname.endsWith("/files.json")) return;
  (event as Asking).respondWith(answered(asked, request));
});

async function answered(asked: URL, request: Request): Promise<Response> {
  const file = new URL(asked.pathname === site.pathname ? "index.html" : asked.pathname, site);
  const kept = await (await caches.open(KEPT)).match(file);
  return kept ?? fetch(request);
}
