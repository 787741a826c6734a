/**
 * pdf.js asks an OffscreenCanvas which sizes the machine bears; where there is none it halves JPEG 2000 pictures of
 * more than 2,048 pixels. This one answers yes to that and nothing else; drawing goes another way in node.
 */
class CanvasProbe {
  getContext() {
    return { fillRect: () => undefined, getImageData: () => ({ data: [0, 0, 0, 255] }) }
  }
}

export function answerCanvasProbe(): void {
  if (!('OffscreenCanvas' in globalThis)) Object.assign(globalThis, { OffscreenCanvas: CanvasProbe })
}
