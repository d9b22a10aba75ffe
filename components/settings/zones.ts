/** Every zone that the browser knows, with what is chosen even when it is called otherwise here. */
export function zoneOptions(chosen: string | null) {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  if (chosen && !known.includes(chosen)) known.unshift(chosen);
  return known.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
