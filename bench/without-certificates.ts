/**
 * Takes NODE_EXTRA_CA_CERTS away from this process and what it runs. Where it is set, Node reads all certificates each time it
 * starts, whatever the program (measured: 88 ms instead of 33), and nothing that is measured here speaks to a network.
 */
export function leaveCertificates(): void {
  delete process.env.NODE_EXTRA_CA_CERTS;
}
