/** Only addresses of this site are followed after signing in; everything else leads to the inbox. */
export function safeReturn(address: string | null | undefined): string {
  return address && /^\/(?![/\\])/.test(address) && !/[\s\\]/.test(address) ? address : "/inbox";
}
