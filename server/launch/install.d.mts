/** The folder of the clone. */
export const root: string;
export function ensureInstalled(): Promise<void>;
export function projectNode(): string;
export function projectEnv(extra?: Record<string, string>): NodeJS.ProcessEnv;
/** Runs a program quietly; when it fails, the error carries the end of what it said. */
export function run(file: string, args: string[], env?: NodeJS.ProcessEnv): Promise<string>;
