/**
 * One line of the checklist.
 * @typedef {object} Step
 * @property {(note?: string) => void} done
 * @property {(note: string) => void} skip nothing had to be done
 * @property {(reason: string) => void} fail
 */

/**
 * @typedef {object} Checklist
 * @property {(name: string) => Step} begin starts a line and its clock
 * @property {(sentence: string) => void} say a sentence of its own, above the running lines
 * @property {() => void} end draws the last state; later sentences are plain lines
 */

const marks = { running: '…', done: '✓', skip: '✓', fail: '✗' };
const redrawMs = 200;

/**
 * What `npm start` shows: a line per step with its state and seconds. On a terminal the running lines are redrawn in
 * place; elsewhere each line is written once, when its step ends.
 * @param {NodeJS.WriteStream} out
 * @returns {Checklist}
 */
export function createChecklist(out) {
  /** @type {{name: string, state: keyof typeof marks, note: string, fromMs: number, toMs: number | null}[]} */
  const lines = [];
  const live = out.isTTY === true;
  let drawn = 0;
  /** @type {NodeJS.Timeout | null} */
  let timer = null;

  const textOf = (/** @type {(typeof lines)[number]} */ line) => {
    const seconds = (((line.toMs ?? performance.now()) - line.fromMs) / 1_000).toFixed(1).padStart(6);
    const text = `  ${marks[line.state]} ${line.name.padEnd(18)}${seconds} s  ${line.note}`;
    return live ? text.slice(0, (out.columns || 80) - 1) : text;
  };
  const draw = () => {
    const finished = lines.findIndex((line) => line.state === 'running');
    const settled = lines.splice(0, finished < 0 ? lines.length : finished);
    const text = [...settled, ...lines].map((line) => `${textOf(line)}\n`).join('');
    out.write(`${drawn > 0 ? `\x1b[${drawn}A\x1b[J` : ''}${text}`);
    drawn = lines.length;
    if (lines.length > 0) timer ??= setInterval(draw, redrawMs).unref();
    else if (timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };

  return {
    begin(name) {
      const line = {
        name,
        state: /** @type {keyof typeof marks} */ ('running'),
        note: '',
        fromMs: performance.now(),
        toMs: null,
      };
      lines.push(line);
      if (live) draw();
      const settle = (/** @type {keyof typeof marks} */ state, note = '') => {
        Object.assign(line, { state, note: note.replaceAll(/\s*\n\s*/g, ' '), toMs: performance.now() });
        if (live) draw();
        else out.write(`${textOf(line)}\n`);
      };
      return {
        done: (note) => settle('done', note),
        skip: (note) => settle('skip', note),
        fail: (reason) => settle('fail', reason),
      };
    },
    say(sentence) {
      if (live && drawn > 0) {
        out.write(`\x1b[${drawn}A\x1b[J`);
        drawn = 0;
      }
      out.write(`${sentence}\n`);
      if (live && lines.length > 0) draw();
    },
    end() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      lines.length = 0;
      drawn = 0;
    },
  };
}
