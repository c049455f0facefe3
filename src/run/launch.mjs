// Runs a TypeScript module of this project in Node: `node src/run/launch.mjs src/run/headless.ts ...arguments`.
// Vite's module runner loads it, so `import.meta.glob` works as in the browser; its `main(argv)` gives the exit code.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [entry, ...argv] = process.argv.slice(2);
const launchId = 'virtual:launch';
const nodeEnv = process.env.NODE_ENV;

// Vite's runner closes once its module has loaded. Awaiting `main` inside that module keeps lazy imports working.
const launchCode = `import * as entry from ${JSON.stringify(`/${entry}`)};
if (typeof entry.main !== 'function') throw new Error(${JSON.stringify(`${entry} does not export main(argv).`)});
export const exitCode = await entry.main(${JSON.stringify(argv)});`;

process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  const { module } = await runnerImport(launchId, {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'silent',
    plugins: [
      {
        name: 'launch',
        resolveId: (id) => (id === launchId ? `\0${id}` : undefined),
        // Vite calls this process a development one; left so, a build started by `main` would be a development build.
        configResolved: () => {
          if (nodeEnv === undefined) delete process.env.NODE_ENV;
        },
        load: (id) => (id === `\0${launchId}` ? launchCode : undefined),
      },
    ],
  });
  process.exitCode = module.exitCode;
} catch (error) {
  const { message = String(error), stack } = error instanceof Error ? error : {};
  process.stderr.write(`${process.env.DEBUG ? stack : message}\n`);
  process.exitCode = 1;
}
