// How the programs of this folder run a script of package.json.
import { spawn, type StdioOptions } from 'node:child_process';

export interface ScriptResult {
  readonly passed: boolean;
  readonly seconds: number;
  /** What the script printed; empty when it printed to the terminal itself. */
  readonly output: string;
}

/** Runs `npm run <script>`; it prints to the terminal itself when `live`, else its output comes back in the result. */
export function npmRun(script: string, { live = false, env = {} } = {}): Promise<ScriptResult> {
  const startedAt = performance.now();
  const stdio: StdioOptions = live ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(`npm run --silent ${script}`, { shell: true, stdio, env: { ...process.env, ...env } });

  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      const seconds = (performance.now() - startedAt) / 1000;
      settle({ passed: code === 0, seconds, output: Buffer.concat(chunks).toString().trim() });
    });
  });
}
