/** Signing in inside Excel: Excel knows who is signed in, and gives a token for the application that the manifest names. */
import type { SignIn } from "../engine/server";

/** In milliseconds: a token is given anew before it runs out; Excel keeps it, and asks nobody while it serves. */
const SERVES = 300_000;

const IT = "Tell IT: the add-in’s manifest, or the registration of Scorecard’s server, is not as it should be";
const ELSEWHERE = "Use Scorecard’s page in a browser, or Excel on the web";
/** Why Excel gave no token, by Microsoft's numbers. */
const SAID: Record<number, string> = {
  13000: `This Excel cannot sign you in to your force’s own server. ${ELSEWHERE}.`,
  13001: "You are not signed in to Excel. Sign in (File, Account), and press the button again.",
  13002: "The sign-in was cancelled. Press the button again to sign in.",
  13003: `You are signed in to Excel with an account that your force’s own server does not know. Sign in with your work account, or: ${ELSEWHERE.toLowerCase()}.`,
  13004: `${IT} (13004).`,
  13005: `${IT} (13005).`,
  13006: "Excel could not sign you in. Sign out of Excel, close it, and sign in again.",
  13007: `${IT} (13007).`,
  13008: "Excel is signing you in already. Wait a moment, and press the button again.",
  13009: `${IT} (13009).`,
  13010: "Excel may not show the sign-in here. Add your force’s Microsoft 365 sites to the browser’s trusted ones, or ask IT.",
  13012: `This Excel signs nobody in for add-ins. ${ELSEWHERE}.`,
  13013: "Excel was asked to sign in too often. Wait a minute, and press the button again.",
};

export class ExcelSignIn implements SignIn {
  #given: Promise<string> | null = null;
  #until = 0;

  /** Many cells may ask at once: Excel is asked once. */
  token(): Promise<string> {
    if (!this.#given || Date.now() > this.#until) {
      const given = this.#asked();
      [this.#given, this.#until] = [given, Date.now() + SERVES];
      given.catch(() => this.#given === given && this.forget());
    }
    return this.#given!;
  }

  forget(): void {
    this.#given = null;
  }

  async #asked(): Promise<string> {
    if (!Office.context.requirements.isSetSupported("IdentityAPI", "1.3")) throw new Error(SAID[13012]);
    try {
      return await Office.auth.getAccessToken({ allowSignInPrompt: true, allowConsentPrompt: true });
    } catch (error) {
      const { code } = error as { code?: number };
      throw new Error(SAID[code ?? 0] ?? `Excel could not sign you in to your force’s own server${code ? ` (${code})` : ""}. Try again; where that does not help, ask IT.`);
    }
  }
}
