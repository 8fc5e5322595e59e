/** Who answers: Python in this page where WebAssembly runs; else the force's own server, where the site names one. */
import { ownEngine, type Engine, type Progress } from "./engine";
import { asked, hostOf, serverEngine, type SignIn, type SigningIn } from "./server";

export interface Chosen extends Engine {
  /** The host of the server that answers; an empty text where this page does it itself. */
  readonly server: Promise<string>;
}

/** How people sign in to a server: on the page in a window, in Excel by Excel. */
export type SignsIn = (server: string, told: SigningIn) => SignIn;

/** The smallest module that there is: who may not compile it may compile none. */
const NOTHING = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

export function runsWebAssembly(): boolean {
  try {
    return new WebAssembly.Module(NOTHING) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

const namedServer = (): string => document.querySelector<HTMLMetaElement>("meta[name=scorecard-server]")?.content ?? "";

/** The engine of this page; the server is asked for nothing, not even whether it is there, while the page's own engine runs. */
export function chosenEngine(signsIn: SignsIn, heard: (progress: Progress) => void): Chosen {
  const server = namedServer();
  if (!server) return { ...ownEngine("./", heard), server: Promise.resolve("") };
  const chosen = choose(server, signsIn, heard);
  const ready = chosen.then(() => undefined);
  ready.catch(() => undefined);
  return {
    ready,
    server: chosen.then(({ host }) => host, () => ""),
    warm: async () => (await chosen).engine.warm(),
    call: async (calls) => (await chosen).engine.call(calls),
    press: async (...given) => (await chosen).engine.press(...given),
    plan: async (...given) => (await chosen).engine.plan(...given),
    look: async (...given) => (await chosen).engine.look(...given),
    judge: async (...given) => (await chosen).engine.judge(...given),
    maps: async (...given) => (await chosen).engine.maps(...given),
  };
}

async function choose(server: string, signsIn: SignsIn, heard: (progress: Progress) => void): Promise<{ engine: Engine; host: string }> {
  let why = "This browser may not run WebAssembly.";
  if (runsWebAssembly())
    try {
      const engine = ownEngine("./", heard);
      await engine.ready;
      return { engine, host: "" };
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
  const host = hostOf(server);
  heard({ done: 0, of: 0, what: `Asking ${host}` });
  const told = await asked<SigningIn>(server, "api/sign-in").catch((error: unknown) => {
    throw new Error(`${why} ${error instanceof Error ? error.message : String(error)}`);
  });
  return { engine: serverEngine(server, signsIn(server, told), Promise.resolve()), host };
}
