// The optional server with an identity provider of the tests' own, and a site that knows it, under a policy that forbids WebAssembly.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { builtSite, launched, root, served } from "./browser.mjs";

const free = () => new Promise((done) => {
  const listening = createServer().listen(0, "127.0.0.1", () => {
    const { port } = listening.address();
    listening.close(() => done(port));
  });
});

/** Where the server is, what it said first, how to say as whom one signs in, and how to end it. */
async function answering(port, origin) {
  const environment = { ...process.env, PYTHONPATH: root };
  const child = spawn(process.env.PYTHON ?? "python", ["-m", "tests.web.answering", String(port), origin], { cwd: root, env: environment, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => JSON.parse((await lines.next()).value);
  const first = await said();
  const as = (who) => (child.stdin.write(`${JSON.stringify(who)}\n`), said());
  const close = () => child.stdin.end();
  return { ...first, as, close };
}

/** All of it together. */
export async function withServer() {
  const port = await free();
  const server = `http://127.0.0.1:${port}`;
  const site = await served(builtSite(["--server", server]), { asks: server, forbids: "'wasm-unsafe-eval'" });
  const there = await answering(port, site.address.replace(/\/$/, ""));
  const browser = await launched();
  for (let tries = 0; tries < 600; tries++) {
    if (await fetch(`${server}/api/health`).then(({ ok }) => ok, () => false)) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  const close = async () => {
    await browser.close();
    there.close();
    site.close();
  };
  return { server, host: `127.0.0.1:${port}`, site, browser, ...there, close };
}
