/** Swaps rows and columns of a picture or mask. */
export function transpose<T extends { readonly width: number; readonly height: number; readonly data: Uint8Array }>(
  picture: T,
): { readonly width: number; readonly height: number; readonly data: Uint8Array } {
  const { width, height, data } = picture
  const turned = new Uint8Array(width * height)
  // Tiles keep both pictures' rows in the cache.
  const tile = 32
  for (let ty = 0; ty < height; ty += tile)
    for (let tx = 0; tx < width; tx += tile)
      for (let y = ty; y < Math.min(height, ty + tile); y++)
        for (let x = tx; x < Math.min(width, tx + tile); x++) turned[x * height + y] = data[y * width + x]!
  return { width: height, height: width, data: turned }
}
