/** Field numbers of ModelProto and StringStringEntryProto in onnx.proto. */
const METADATA_PROPS = 14
const KEY = 1
const VALUE = 2

type Field = { readonly number: number; readonly bytes: Uint8Array }

/**
 * The properties a model's file carries beside its graph (ONNX `metadata_props`), which the runtime does not tell.
 * Empty for a file that is no protocol buffer.
 */
export function modelProperties(model: Uint8Array): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  const utf8 = new TextDecoder()
  for (const { number, bytes } of fields(model)) {
    if (number !== METADATA_PROPS) continue
    const entry = new Map([...fields(bytes)].map((field) => [field.number, utf8.decode(field.bytes)]))
    const key = entry.get(KEY)
    if (key !== undefined) properties.set(key, entry.get(VALUE) ?? '')
  }
  return properties
}

/** The length-delimited fields of a message in protocol buffers' wire format; stops at what is none. */
function* fields(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = bytes[at++] ?? 0
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
    }
    return value
  }
  while (at < bytes.length) {
    const tag = varint()
    const wire = tag % 8
    if (wire === 0) varint()
    else if (wire === 1) at += 8
    else if (wire === 5) at += 4
    else if (wire === 2) {
      const length = varint()
      if (at + length > bytes.length) return
      yield { number: Math.floor(tag / 8), bytes: bytes.subarray(at, at + length) }
      at += length
    } else return
  }
}
