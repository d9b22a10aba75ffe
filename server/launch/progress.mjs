// What the terminal shows while things happen: a line for each thing, with the time it took. A terminal gets
// a line that moves; a file or a pipe gets plain lines.

const tty = process.stdout.isTTY === true && !process.env.CI;
const coloured = tty && !process.env.NO_COLOR;
const paint = (code) => (text) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);

export const colours = {
  bold: paint("1"),
  dim: paint("2"),
  green: paint("32"),
  red: paint("31"),
  yellow: paint("33"),
  accent: paint("36"),
};

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
let moving = "";

/** A line that stays, e.g. something a person should know. */
export function say(text) {
  if (moving) process.stdout.write("\r\u001b[2K");
  process.stdout.write(`${text}\n`);
  if (moving) process.stdout.write(moving);
}

/** A line that stays and is worth a look. */
export function notice(text) {
  say(`  ${colours.yellow("!")} ${text}`);
}

/**
 * Shows `title` while `work` runs, and how long it took once it is done. `done` may tell the result instead.
 * Anything under a quarter of a second is not worth its time being shown.
 */
export async function step(title, work, done) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  let frame = 0;
  let timer;
  if (tty) {
    const draw = () => {
      moving = `\r\u001b[2K  ${colours.accent(FRAMES[frame++ % FRAMES.length])} ${title} ${colours.dim(seconds() > 1 ? `${seconds()} s` : "")}`;
      process.stdout.write(moving);
    };
    draw();
    timer = setInterval(draw, 100);
  } else {
    say(`  · ${title}`);
  }
  const finish = (mark, text) => {
    clearInterval(timer);
    moving = "";
    if (tty) process.stdout.write("\r\u001b[2K");
    const took = Date.now() - started;
    const time = took < 250 ? "" : colours.dim(` ${(took / 1000).toFixed(1)} s`);
    say(`  ${mark} ${text}${time}`);
  };
  try {
    const result = await work();
    finish(colours.green("✓"), done ? done(result) : title);
    return result;
  } catch (error) {
    finish(colours.red("✗"), title);
    throw error;
  }
}
