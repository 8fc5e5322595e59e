/** Signing in on the page: in a window of the force's own sign-in, which hands back a code; the server exchanges it for a token. */
import { asked, type SignIn, type SigningIn } from "./server";

/** What the window of the sign-in says to the page that opened it. */
export const CHANNEL = "scorecard sign-in";
const FIRST = "Sign in first: your force’s own server answers only who is signed in.";
/** In milliseconds: nobody takes so long to sign in. */
const GIVEN_UP = 600_000;
/** A token is not used in its last moments. */
const LAST_SECONDS = 30;

/** A sign-in that ended without a token, in the words of the standard, as a sentence. */
const ENDED: Record<string, string> = {
  access_denied: "You were not signed in: it was cancelled, or you may not use Scorecard’s server yet. Try again, or ask IT for access.",
  consent_required: "IT has to allow Scorecard’s server for your force first.",
  interaction_required: "Your sign-in asks for one more step. Sign in again.",
  invalid_client: "Scorecard’s server is not registered as it should be; tell IT.",
  unauthorized_client: "Scorecard’s server is not registered as it should be; tell IT.",
  invalid_scope: "Scorecard’s server is not registered as it should be; tell IT.",
  invalid_request: "Scorecard’s server is not registered as it should be; tell IT.",
  temporarily_unavailable: "The sign-in is not there at the moment; try again in a few minutes.",
  server_error: "The sign-in is not there at the moment; try again in a few minutes.",
};

const coded = (data: Uint8Array): string => btoa(String.fromCharCode(...data)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const random = (): string => coded(crypto.getRandomValues(new Uint8Array(32)));

export class PageSignIn implements SignIn {
  #token = "";
  #until = 0;
  #attempt = 0;
  #next: Promise<{ verifier: string; state: string; address: string }>;
  #now: { verifier: string; state: string; address: string } | null = null;
  readonly #server: string;
  readonly #told: SigningIn;
  readonly #redirect = new URL("signed-in.html", document.baseURI).href;
  readonly #out: () => void;

  /** `out` hears that nobody is signed in any more. */
  constructor(server: string, told: SigningIn, out: () => void) {
    [this.#server, this.#told, this.#out] = [server, told, out];
    this.#next = this.#prepared();
  }

  async token(): Promise<string> {
    if (this.#token && Date.now() < this.#until) return this.#token;
    if (this.#token) this.forget();
    throw new Error(FIRST);
  }

  forget(): void {
    this.#token = "";
    this.#out();
  }

  /** Ready for somebody to press the button: a browser lets a window open only in that very moment. */
  async prepare(): Promise<void> {
    this.#now = await this.#next;
  }

  /** Opens the window and returns once somebody is signed in; a later attempt takes the place of this one. */
  async signIn(): Promise<void> {
    const now = this.#now;
    if (!now) throw new Error("The sign-in is not ready yet; try again.");
    const attempt = ++this.#attempt;
    const channel = new BroadcastChannel(CHANNEL);
    try {
      const back = new Promise<Record<string, string>>((done, failed) => {
        channel.onmessage = ({ data }: MessageEvent<Record<string, string>>): void => {
          // Another page of ours may be signing in, too.
          if (data["state"] === now.state) done(data);
        };
        setTimeout(() => failed(new Error("Nobody signed in. Try again.")), GIVEN_UP);
      });
      if (!window.open(now.address, "_blank", "popup,width=520,height=680"))
        throw new Error("This browser did not open the sign-in’s window. Allow windows of this address (pop-ups), and try again.");
      const handed = await back;
      if (attempt !== this.#attempt) return;
      if (!handed["code"]) throw new Error(ENDED[handed["error"] ?? ""] ?? `You were not signed in (${handed["error"] ?? "no answer"}). Try again; where that does not help, ask IT.`);
      const question = JSON.stringify({ code: handed["code"], verifier: now.verifier, redirect: this.#redirect });
      const { token, seconds } = await asked<{ token: string; seconds: number }>(this.#server, "api/sign-in", question);
      [this.#token, this.#until] = [token, Date.now() + Math.max(seconds - LAST_SECONDS, 1) * 1000];
    } finally {
      channel.close();
      // What was handed over once does not serve again.
      this.#next = this.#prepared();
      await this.prepare();
    }
  }

  async #prepared(): Promise<{ verifier: string; state: string; address: string }> {
    const [verifier, state] = [random(), random()];
    const challenge = coded(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
    const { authorize, client, scope } = this.#told;
    const address = new URL(authorize);
    const asks = {
      client_id: client, response_type: "code", response_mode: "fragment", redirect_uri: this.#redirect, scope, state, code_challenge: challenge, code_challenge_method: "S256",
    };
    for (const [name, value] of Object.entries(asks)) address.searchParams.set(name, value);
    return { verifier, state, address: address.href };
  }
}
