import { deflateSync, gzipSync } from 'node:zlib'
import { type Hostile, hostile } from './case.ts'
import { noise } from './texts.ts'

const OLE = 'd0cf11e0a1b11ae1'
/** The figure 4711 drawn as black digits on 60 by 30 white pixels, in what formats there are. */
export const PICTURES = {
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/wAALCAAeADwBAREA/8QAGQABAQEBAQEAAAAAAAAAAAAAAAQFAwYC/8QAMRAAAgIBAgMFBAsAAAAAAAAAAQMCBAAFERIhMQYTQVFxImGBkRQWIzZDVHKTscHR/9oACAEBAAA/APZ5KvUajU2HLcJLrGQbIA+yYjc+vwyD61aN+cP7M/8AM1K9hVmvB6Z8SpjijLYjcfHFawq0iD0T41TG8ZbdcTsqXYUicwGtBMI+YHXOuMzNVsNYyGnU5cNh43nMfhL8ZevgPfkvZdMK0dSSobLXcnGI9wAyjV2StWE6UqRBeDN8h1iodfmeXzzrqWnKtUe57xyVrgQIJnwgjbofMZy7Mfd+l+j+zkP0GFPtVSlFz2yaphJbPiI28B889HjM+5olC9YL7KDJpAjxBko8h6HI9C0SFCzbdNBXIvkEnvCfsztty3/nnlOn1Xx1TULlmHD3korTzB9iI68um555oOiZJZGPMmJAyLQqzaej1UWIcDYR2lHcHbmfLPizUczXqVmEN0qWyM5bjkTtty65p4xjGMYxjP/Z',
  webp: 'UklGRlwBAABXRUJQVlA4IFABAACQCACdASo8AB4APoE4lEelJCIhN/qoAKAQCWkADOVPZs4A51j/M+1X3DfQfsB/q0MlCgswije8xMUFdy4+C2EbIvaQD92E/sPlG356AAD+/NTJ9yn/Uk1/TL8HuxO20loNt2WfCUd+PZcWcIp5yUF/zqo9o61/M3/5DNxmqf+pJ6DG9F3z0SGIPimL0nf/EcWtVx/2xPHsaPVa5x/XUkxw0abePxiFA+m7nDv73afrpX//kabXUFkNmr1F22WX3Ov52Qp3p+Y+QRtZsC0fOqeRPSyHU8mt9lzEsFwIvOt4X1/EYn/9sYWZWKyP97W7MFH+c/DoC9nCAw/MEgOKS16PLF3MyWJU3g07aBFiqyP//cL8eD8AfQSCs3sfhNZ98q0Dz2CrylBoOfgsaQExW8zHiRaMlNvTcobP7UvhGnWQvVPEi0ZKbhtmbbxu088QAAA=',
  gif: 'R0lGODlhPAAeAPZMAAAAAAICAgMDAwUFBQgICAoKCgwMDA0NDQ8PDxAQEBQUFBkZGRsbGx0dHR8fHyEhISIiIigoKCkpKSsrKzAwMDExMTMzMzk5OTs7O0NDQ0RERE1NTVJSUlRUVFVVVVpaWmBgYGJiYmNjY2dnZ21tbW9vb3d3d3h4eHl5eXx8fI2NjZCQkJeXl5mZmZqampubm5ycnKCgoKWlpa2tra6urrCwsLS0tMDAwMHBwcPDw8XFxcfHx8nJycvLy9LS0tjY2ODg4OHh4fDw8PLy8vPz8/T09Pf39/j4+Pr6+vv7+/z8/P7+/v///wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACH5BAAAAAAAIf8LSW1hZ2VNYWdpY2sOZ2FtbWE9MC40NTQ1NDUALAAAAAA8AB4AAAf+gEyCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmIlIRZmdhxsBQYMBpKWmKoYZJIoZJpYspD+DCrS1tAMBL4U+ASKJvB+VPwWxikIOEZyDNhMBwYc2Ec6USBQKDqGKJAE8gyIIpb6F37i9lCYBNBTZiDsBroMpHh4X04Xy9PaROeYUA7KIIjhQVqiGOUQ0DkI69kAIk3WiDr3Ihcjgs0MWJX0IkEMQxENFHDxAUlGhIYPiHskIcGLQR0MqAsBIlLHkxUZBEFAg6TEAwEIMFBA8abKgvkYTI2RYmoHYhQw0CBkcoSjhTaMpkZraGmAFIQ4BdiiqifHopGYRBwkZwGARSpozRSWt+ykoIQe3ZqXmjTS30DZUY+MOIkvp5SBp3QJf1ZvVk+PHkCNLnky5suXLmDNrrhQIADs=',
  bmp: 'Qk1yAQAAAAAAAIIAAABsAAAAPAAAAB4AAAABAAEAAAAAAPAAAAAAAAAAAAAAAAIAAAACAAAAAAD/AAD/AAD/AAAAAAAA/0JHUnMAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAD///8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYGAAwBwAAABgcAHADAAAAGAwAMAMAAAAYDAAwAwAAB/4MAHAHAAAP/wYAMAMAAAYYBgAwAwAABxgHADADAAADGAMAcAcAAAGYAYAwAwAAANgBgDADAAAA+ADD8D8AAAB4AMPwPwAAADgAYHAHAAAAOH/gMAMAAAAYf/AwAwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
  tiff: 'SUkqADoAAAD80zYU9k/Wv5I1WqQKC1/wRH0jTJ+l/0tJVrq766+hB/2klWae7//qv6dYiI/4AIAIAA0AAAEDAAEAAAA8AAAAAQEDAAEAAAAeAAAAAgEDAAEAAAABAAAAAwEDAAEAAAAEAAAABgEDAAEAAAAAAAAACgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAEgEDAAEAAAABAAAAFQEDAAEAAAABAAAAFgEDAAEAAAAeAAAAFwEEAAEAAAAxAAAAHAEDAAEAAAABAAAAKQEDAAIAAAAAAAEAAAAAAA==',
  jp2: 'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAHgAAADwAAQcHAAAAAAAPY29scgEAAAAAABEAAAETanAyY/9P/1EAKQAAAAAAPAAAAB4AAAAAAAAAAAAAADwAAAAeAAAAAAAAAAAAAQcBAf9SAAwAAAABAAQEBAAB/1wAEEBASEhQSEhQSEhQSEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAlQAB/5PfMHAFEyL+vORKx4WfALHCAAv6hAdfC2yHRNELUR2Pz4DoyY6SB4XYigXiCA5DxgcfGoYXxxpaIbOb1aMJ74SIKV6qIZPfAtfAVOjgH7o0V4PuIEQJ2ML90T5wByfWjKIcHCqHodHmLhqZro8tN0IDb5fnpyiAPTKpDCU8+5t2pRjygyU9jh3/2Q==',
  png: 'iVBORw0KGgoAAAANSUhEUgAAADwAAAAeCAAAAABV8yKTAAAABGdBTUEAALGPC/xhBQAAAAJiS0dEAP+Hj8y/AAAAB3RJTUUH6gsVBwIWqLHFrgAAAU1JREFUOMvtlD1LA0EURc+uW/gVEEyTYhGsFJuIIKgpBUFsFMFCCGoKMSBa2NgI+gNEC0VSBKvUgTSCBpJC0MJKJBYWIZIfsKi4GOJY7OxmDBZjrERvdecyZ957MzCGoHWZP2B/P1x/+fbdNeDZ7gpgBDr04snNxmbVA1i+OckBEJbLZ7cLgNu8HexVvSfh6b4TyiLQkz3oCiHeCwMsyUj1UhJ+GwnbKrzedi2ESITAB1TvS868c5PqVdq5OtoaBSJT82N+pPrPbRfNFRFtVK4N2a/SZpVq2ebKFoAT7ztQD0zfpdp1nsoCSD4WQ0rm7vUva72zBWQy2zE1O66eWlqwCZXk8K4a1fd7FrRYLDh33GnggcWOtTngrLqqNbGcuVQC4JIZgDRxPRYTEt69RymLDcDJRcb14SYVajFN9gs4z0Tr8IU+bPz/nn8C/gA95M5Hc1aeGAAAACV0RVh0ZGF0ZTpjcmVhdGUAMjAyNi0xMS0yMVQwNzowMjoyMiswMDowMBqARgsAAAAldEVYdGRhdGU6bW9kaWZ5ADIwMjYtMTEtMjFUMDc6MDI6MjIrMDA6MDBr3f63AAAAAElFTkSuQmCC',
} as const

/** Files of other kinds: Office, archives, pictures, whole and cut short. None of them may pass for a report. */
export const FOREIGN: readonly Hostile[] = [
  hostile('letter.rtf', () => '{\\rtf1\\ansi 4711}', { fails: ['file-type-unknown'] }),
  hostile('letter.doc', () => Buffer.concat([Buffer.from(OLE, 'hex'), noise(2000)]), { fails: ['file-type-unknown'] }),
  hostile('letter.docx', () => zip('word/document.xml', Buffer.from('<w/>')), { fails: ['file-type-unknown'] }),
  hostile('bomb.pdf', () => zip('zeros', Buffer.alloc(20e6)), { fails: ['not-a-pdf'] }),
  hostile('dump.txt.gz', () => gzipSync('一、总体情况'), { fails: ['file-type-unknown'] }),
  hostile('gzip-named.pdf', () => gzipSync(Buffer.alloc(1e6)), { fails: ['not-a-pdf'] }),
  hostile('letter.ps', () => '%!PS-Adobe-3.0\n/Helvetica findfont 12 scalefont setfont (4711) show', {
    fails: ['file-type-unknown'],
  }),
  ...(['png', 'jpeg', 'webp', 'tiff'] as const).flatMap((kind) => [
    hostile(`picture.${kind}`, () => picture(kind), { reads: '' }),
    hostile(`picture-cut.${kind}`, () => picture(kind).subarray(0, 60), { fails: ['image-damaged'] }),
  ]),
  hostile('picture.gif', () => picture('gif'), { fails: ['file-type-unknown'] }),
  hostile('picture.bmp', () => picture('bmp'), { fails: ['file-type-unknown', 'encoding-unreadable'] }),
  hostile('picture-named.txt', () => picture('jpeg'), { reads: '' }),
  hostile('picture-named.pdf', () => picture('png'), { fails: ['not-a-pdf'] }),
]

export function picture(kind: keyof typeof PICTURES): Buffer {
  return Buffer.from(PICTURES[kind], 'base64')
}

/** A local file header and its deflated content, as far as anybody looks before refusing. */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateSync(content)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(content.length, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), packed])
}
