/** fast-check with a fixed seed: no test of ours depends on the clock. Another seed for a long hunt: `FC_SEED=7 npx vitest run`. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_105) });

export { fc };
