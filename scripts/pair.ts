/** `npm run pair -- --role kitchen`: asks the running product for a link that makes one more device. */
import { issueCode, PairingError, parsePairing } from './lib/pairing.ts';

try {
  const request = parsePairing(process.argv.slice(2), process.env);
  const { code, expiresAt, url } = await issueCode(request);
  const until = new Date(expiresAt).toLocaleTimeString(undefined, { timeStyle: 'short' });
  console.log(`Open on the new ${request.role} device, once, until ${until}:\n`);
  console.log(`  ${url}\n`);
  console.log(`Or type the code ${code} on its first page.`);
} catch (error) {
  if (!(error instanceof PairingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
