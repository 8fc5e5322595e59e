// src/page/offline.ts
var worker = self;
var site = new URL("./", self.location.href);
var OURS = "xlscore ";
var KEPT = OURS + (new URL(self.location.href).searchParams.get("version") ?? "");
var NOT_SERVED = "web.config";
worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(tidied()));
async function keep() {
  const listing = await (await fetch(new URL("files.json", site), { cache: "no-store" })).json();
  if (OURS + listing.version !== KEPT) throw new Error("The site has changed meanwhile.");
  const kept = await caches.open(KEPT);
  for (const { path, sha256 } of listing.files) {
    if (path === NOT_SERVED) continue;
    const file = new URL(path, site);
    const answer = await fetch(file, { cache: "reload" });
    const data = await answer.arrayBuffer();
    if (!answer.ok || await digest(data) !== sha256) throw new Error(`${path} is not the file of this version.`);
    await kept.put(file, new Response(data, { headers: { "content-type": answer.headers.get("content-type") ?? "" } }));
  }
}
async function digest(data) {
  const made = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...made].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
async function tidied() {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== KEPT) await caches.delete(name);
  await worker.clients.claim();
}
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const asked = new URL(request.url);
  if (request.method !== "GET" || asked.origin !== site.origin || asked.pathname.endsWith("/files.json")) return;
  event.respondWith(answered(asked, request));
});
async function answered(asked, request) {
  const file = new URL(asked.pathname === site.pathname ? "index.html" : asked.pathname, site);
  const kept = await (await caches.open(KEPT)).match(file);
  return kept ?? fetch(request);
}
