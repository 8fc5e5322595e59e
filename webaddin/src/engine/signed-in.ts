/** The page to which a sign-in comes back: it hands what came to the page that asked, and closes. */
import { CHANNEL } from "./signing-in";

const handed = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
// Nothing of it stays in the history of the browser.
history.replaceState(null, "", location.pathname);
if (handed["state"]) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(handed);
  channel.close();
  close();
}
