import type { InferenceSession, Tensor } from 'onnxruntime-node'

/** What runs the network: natively, or in WebAssembly, four to five times as slowly, where that cannot be loaded. */
export type Runtime = {
  readonly kind: 'native' | 'wasm'
  readonly create: (model: Uint8Array) => Promise<InferenceSession>
  readonly Tensor: typeof Tensor
}

const OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  // A plan of memory for every width ever seen would grow without end.
  enableMemPattern: false,
  logSeverityLevel: 4,
} as const satisfies InferenceSession.SessionOptions

/**
 * The runtime of this machine. The native one fetches libraries for graphics cards while it is installed; where that
 * fails, npm leaves it out, and scans are still to be read.
 */
export async function loadRuntime(): Promise<Runtime> {
  return (await loadNative()) ?? loadWasm()
}

async function loadNative(): Promise<Runtime | null> {
  const native = await import('onnxruntime-node').catch(() => null)
  if (!native) return null
  const options = { ...OPTIONS, executionProviders: ['cpu'] }
  return { kind: 'native', create: (model) => native.InferenceSession.create(model, options), Tensor: native.Tensor }
}

/** The same network in WebAssembly. */
export async function loadWasm(): Promise<Runtime> {
  const web = await import('onnxruntime-web')
  web.env.wasm.numThreads = 1
  const options = { ...OPTIONS, executionProviders: ['wasm'] }
  return { kind: 'wasm', create: (model) => web.InferenceSession.create(model, options), Tensor: web.Tensor }
}
