import { gunzipSync } from 'node:zlib'
import { makePdf } from '../support/pdfs.ts'
import { type Hostile, hostile, SHOWN } from './case.ts'

/** One visible page, made once with qpdf, gzipped: user password "user", owner password "owner". */
const MADE = {
  rc4_128:
    'H4sIAAAAAAACA4VTPWsUURRtIsjY+BMuSuySed9vBpYFk82S+EFCNpoipHgzc2czss6EmbeSWFhooZWtFlai/0DEQhH/gjYidgo2gl0CFuKbyW52ZQvng3mcd8859953Z36j012gi9qbf3/8/I9HgUAR3fJaLfA3TB8rYA7ZBH/rcB/BXzbWDIo+tNse5kkdyKYIy8Uwt0DBv5olFewAb6i7Y/KJ3oTK/6HmFnNbgTixu45JZpaKA6dC3M0JAebe3VqldIHjtDaxKoZl7HRrla5TOVlQkE1Au10/UwlM+Ysp/2uY9+0eSOa42cBi6b4DY7GDcZE0pMqWaG57rx4+mfv4/eW5/rOvPz+/Se//uvLo6N6ZS6/Pf5mL1uy7ve0Xx28//XjKHi/+1kcfLnzbenD2ovMbsUfOcsp5yVTY5O2v4uAO2iw24K/kzjbL++BvZ/nlvMomQG8Y2aaauiY6Lq1RmJSmpgzG9fSsyRNTJqfFUhaAvw4tEhkecJkGQRoSHgSoBUohA0GZjJEKFiFJkIlYRSThWguFRMsoCKmWSmnq+rsBC8Idhjtx/wa0tOMEMaWEG8U0CSmPtdQpi40KYhNqQhkTUpmQRgYl5YJpF5lEbhUHOhZO8KY74Ek5ByWmHgHtkdMLlJRcQgqnGHVdbXbyCabEDEYZn8GYpDMY17NxQpMJZkuTDVxj6x5vFkU9+M1I9rK7CBr8tQ7stBRhNKKIksRMuox5ShMZaiZYSsOI8Pb/I3abcSgP9y2o0Uy7YTSlbbqitPt151fWu95fmQKiR8oDAAA=',
  aes_128:
    'H4sIAAAAAAACA4VUvWsUQRSvtFhBe5tMkCvjzszO18pxkOTuiGjIkTOxCAFnd2cvq5fdsDsXEitTGRHS2ihCSCn5A7QQtEglgo0pLOIHtgYEUxmc3dxlTyK4H8zsb957v/d+M28rrXpzDF3lVuX10faxhQAEiXfXqlaB3ZIdlQFskFlg31pfUcCelFp2kw6o1SwVB7khHnKYTHqxBgjYN6IgAwvAKVwXB84n8UpX5y/XWKtYZ4Cc0E2rIJITyZqJAs3tQAiweRfzKKkxHKQ1q7Kkl/ombh6laaKcTBCghUGtlj9DCQzxkyH+myru6CUgoPGNulqlZuxKrerKT4LCKdOpksvW1ujB8zsbR1936Ai7cOXD1sVr7z89/n3ugL+YunT4fXOjerx3OGJ/vvzq0fyv/dHVj/GP/e3Kw2+tg+qznQdTT76MPb038nPTfjP37u3u3vmXuyaXfuR+VnQoqwmZqaIme0p1V5WOfAnsRmxSiuIOsG9H8XicRSXQ7nm6qDSvFw3KLiKUZbNh2ZuFXG0d9GfjPb3UWM0FtuuJP7Oi4txo2iw02vP4VCfEBsoO1GprGQcyDUoTLIA9A6rQk45waChE6EJHCMWJooQKgjD1FSLYUzBQmPjMg4HDOWEKcuoJF3HKGEeGowXGiNlqczYMzXJzkK8Z0vJjDlQRCZVPuEtDzEOEQ+YJ5Lqey5QQPPAERBgTyqSLPKkocgjmjmSBZ2a+4D4xVPOGpJRqLVWhBQG34OkFGKUOBSE4xZDZsWIlLjFGzmAIO2cwTNEZjMB/YK4oMZ3KqGskz7drNknyhitaoR3dV4AD+3odLFRR4FCXGoIABih/Qp+E1HFxAH3EIKr932KxOGrp+ooGrN9LpglkqgtVuGt+GZXGTNP6A5nln0lCBAAA',
  aes_256:
    'H4sIAAAAAAACA4VUvW8cRRTHBUWuBLlAItJQmIqw8/0hnSzZuTuBSOTgS0xhOdLszJvLofOutbdnnEhIKUkRWhIpEoICWhoqCgr+BgRCUIQKiQ4KaCC8Xd8XcpG9j515897vvd9v3szWjd7gCnvTdLa+/evzfzuMUFLm73e6XZL1z2oopuOymJJmutPb7beDXT+FA6iaFZJh6JrnNTiFCbFke7v5Zjf8CKaEI+Y+yW7ePQGSXfW1n5QjXO5AEZtUfC3l1XJW1ISR7J1xnJJDItrQo0XwOd4qVPwvtMAi6imR5+muQxz73fIMUSh+BKWE4++oQanQcVHWPkzLWRXgnOQAUc4HjKjWYU5lVcBafrmW/xoUo/oOsRRjx5MaKnxPfA09CGVsg6Z1Bf6489Vv90YPfv7i2Uubr/zz6i+3n55sDn96XL+x8eSDy48O7//+0bP8kx/EN3+nKfz4ov70j6NL7z788OuDh/b177587cn3D9zTjcsfx80/f729Uc4+e/mFm1jLHHlelVqrqtmrllP2FkxOoR4Hj9tVYEnjYkSy98bFDm7cyjCc5XXLtOHLFrRbhBVtvS77oJVrWMf5aGdW3+mfNgJnvTLsnUDROF3Hhf7wQCx1Enyh7EKtYe2L6Ku4dOFKk2yPdJVjyQicsaQp1SlJplnUKcYY8hDAWs+VFdGJpANo75jNebQRrJI5T9pFJWwCnTzEmJyJUlKhrWbaKQhSYA172NkBnOA5UEqTjUwHaQPmYCa4GFgCw3PpwTHJnZHAGQQnOaZwXEuQ0vim38kVif9QHWM3GSm1CtYEY4yWOjFKVaBaSmlBxsTQf5/ohvfxYCEgvqrV5BbpOptHkWsfIjjwzCimcm0cZdQi8+RTUpYr70IeHaccFTLUKcosC8kmZ2MyUaFKHKSTzoNCXZxkMjkdLDU5FnELuSMcDUlpiIyyYHJhtKVCBOZzmQKgKpoznSMcMxo9OfNOUGlo8Mna3CHMAZ6XVYucVZA6lJgOXT5EKyUUSWRpY9ip7UqxtDFBL9qsu2ATzFywSX3RprRc2erKjyfYak2b7pdlc9G0V8BwfA8IXmNv98hhN+c6hsAoBFDWMK2MoioZGZV2BgTbfr7HUXvEqrsnNdHzOwQPv6/qVhWGT2drq7836PwH1Baw330FAAA=',
  ownerOnly:
    'H4sIAAAAAAACA4VUS2skVRTGEV0UCG4cFy68m0YQxr7vhzYNyXQ3yiQmpJ0oDFncx7mZlk51rK6EjLp1MYjgD3DlRkQQRBBXBpcyC7fuRV0MYmAW6kY8VUmnW7KwH9Stc8/5zvd9dep2tgejG+wlU3RO//z0n4IRSmbh7aLXI93hSQ3lfDIr56S5XRusD9vFup/DLlTNDuli6UrmBhzDlFjS7ze/7rbfhznhiLlDum/cOwTSvelrP53t43YBZWpa8ZWWN2dHZU0Y6d6apDm5Q0RburcoPsdblor/lJZIop4Ted5uE9LEr89OEIXiV1BKOP73GpQKExe0dmA+O6oinIscIcr5ghHVJlxIWRJY6S9X+m9AuV/fJZZi7WRaQ4XXqa9hAHGW2qJ5XYE/KN651v/25w+vf/7B2a2vH512Hvw0eOqjzzZfeW7/i0d//3D9x9O33t8Ofz3z8eu/P3/2+BPX/qi/K7568b2H42f7vz54rHPWv//9N09+ufHJxm/3X3j5l/iweBq5XCBfsFIrrJpn1WrqvgrTY6gn0ePjKpHSpNwn3Tcn5Ro+uGVgfBTqVmmjly1ktwhL2XrV9lFr17hOF6u1o/ru8LgxuDuYxa1DKJukTdwYjnfFpU+CL5xduDWufZl8lS5TuNKku0V6NOggKQWrso46UC289DQxa2VUmjqqAzAqowflQHAKEKRgIKSQnHOpnVFKeqOFpDlF7pzTGoGS9MFmJxJy2MLJDlZL7U00UmuvG5yUApcSkXLGbiLlzKwCFaiizERIUunEQrQZDAummXdyg1PDcQHVAQ5U0pmagDAqMuuFSVxlqk32XoJG6liyQ3Qj/WC08BAv1fLmNulBdtFY7GaSShZcyEhBZQeZU+uYkclGL2hynkqLopngiTkHPCZBpVfSSGaoFSpLiNI5ip4goahZks6bRv5tlB9lCsDRNWdtEDYLzllWNrEcowOngwvM85xcwBybqAeLnjK0VXHLs0CYXXxlllNyUkEuKDEFvfwQrZRQJJPLGMNhbXfKyxgT9GrMuisxwcyVmNRXY0rLZayu/GSK09ZM6s5s1pw17SkwnrwLBE+y1wbkTo/KrEQSgUkuHKVGuCgFasxOKxwC0///jL32LavuHdZEXxwj+P77qm5dYYzJotMZbo2KfwH5MWVqgAUAAA==',
  linear:
    'H4sIAAAAAAACA8WUv2/TQBTHowhQdISd8TFkA+7O9vmHFAXRplEjCk2dIIYqUi7OOTUKdmVfSmChKxIjA0hMzEz8A2yVChLqwD/AxJ/AhjhfEmJIJSaEZcu+p7v33vfz3nOt02zdoDcdVPvw/e0PZACBZPgQ1euAd6JY8DR6KkZA1QqoYXqAt2EfmOUBpS70Ae8CA7wFlFAL8L18Y08tXAqNBhLxKPcF/+FCs1SESo2NyOKiDPQbYljamFqt2ZS0P2227azZHG/dn+sZK5tMeTQRKeQk/SSRYCq0PuCuAgou4E4qjhQpx1xPHrebsF/nIQuEGVq2LQLOPeqEXhAEjDDmmmRIh42/7+jnVcgkT6XGQVCttrXbQmahyB0+Fpkqm86t9+RQAN7kkk+ScaGCVuFAK5pIJQu3JlyKpgiSkTrSBdNWLSLisTwAi87DpoI/QrM3wWAwCAcDX5TKJweX3OP3r49fXbyG/Msn1erz6rtbL66W8Gn5WR5rcWYRlRWibiaxFLHMwJlneleMIr6RzFQzqhqCqZgb6unnglK1canIF1kyTQMlUeeuvMw/KNh6Q6OR3wvhOYuCarsQf4NnQp/G22JyJGQUcNX2sVIfxWPAD6L4dpxFK0N3OpTaZ+6ZLgNoD6sATnHY5uyYcT7hItAM7Z09NnvE8ivtLqEdYpFOpb13Vvl0/fPOx/Z9Qh3rS69y6h9e+VoufbuAXq6hpb+hnWpe+E40yvLh1mD6RShZIel5J4Hxa7AUdpsxk0G4HAT9Mzh3EHTzG/+swQ1qL1r8J43tb1TXBAAA',
  packed:
    'H4sIAAAAAAACA1MNcHHTNdQz51Ld/33RPy5DBQOF/KQsLhsbBf2QyoJUBX3/pKzgklwFfZ/UvPSSDAVDSxMFfbfMnJLUIiCdk1iS6pKanJ8CVOinAJYpKi5RMDJQsLPjKi4pSk3M5aqY4zvhItchBZG299Vd/3mvbA0TT77gJugioP1CqSxxNk9iho/4128rs0U1Tnz8bP3fkOmozGcJw2naOgeErLyDJyjntxaai6ie+FkqrsC6fc9l3U06Aq1yU1iZb54+9uDVvapts14EfkgszjsSZj3njct3gbBrMimLs+56XG2KWRKlrVzferlg88FHsTlBbIe3797kFNmc0lMh0PtkZ90uhSv9LppK27Xll5Q/MPHS7JH7dcv187QEHvZndgeYI59dv8+z76F0B3/gsdS8FKhfgCxQ6JghhRI0XEyNsAcLcjgUcwVeKDcOMTAJ4vAMNjAMMDAxCODwDLzAcVrnnM8pz1ADQ3OTKyEcJ4MKeB8yMTxn4ZqCYbM5RvxEBKWmwV1hjMMV+hA6ILEot1gBpNc5P6c0N68YFGUBRakpmckl+UUKhkZA5yrohytEKxgqGAFxrIJ+UH4+MD6BtgYp6AdnVqUqWCjoe7ooRNtYWpoYmacYGxqZGJtZWqYamaemmJkkJxubWViYJRsZGdsRVhGLEjrJSQxMam5sdQIfOxs5TyS7KP0znvWHddMqCQa9TcyHuDCCorgksaikoig1jcvE2JBLVdXV340LABQafp/OAgAA',
} as const

const LOCKED = { fails: ['pdf-encrypted'] } as const

/** Encrypted documents of every kind that does without the public keys, and what qpdf makes beside them. */
export const PDF_LOCKED: readonly Hostile[] = [
  hostile('locked-rc4-40.pdf', () => makePdf({ password: 'user' }), LOCKED),
  hostile('locked-rc4-128.pdf', () => made('rc4_128'), LOCKED),
  hostile('locked-aes-128.pdf', () => made('aes_128'), LOCKED),
  hostile('locked-aes-256.pdf', () => made('aes_256'), LOCKED),
  hostile('locked-for-owner.pdf', () => made('ownerOnly'), { reads: SHOWN }),
  hostile('locked-by-nobody.pdf', () => changed('aes_256', /\/Filter \/Standard/, '/Filter /NoSuchH'), {
    fails: ['pdf-encrypted', 'pdf-damaged'],
  }),
  hostile('locked-revision-99.pdf', () => changed('aes_256', /\/R 6/, '/R 9'), {
    fails: ['pdf-encrypted', 'pdf-damaged'],
  }),
  hostile('locked-key-length.pdf', () => changed('rc4_128', /\/Length 128/, '/Length 999'), {
    fails: ['pdf-encrypted', 'pdf-damaged'],
  }),
  hostile('locked-cut.pdf', () => made('aes_256').subarray(0, 900), { fails: ['pdf-encrypted', 'pdf-damaged'] }),
  hostile('linear.pdf', () => made('linear'), { reads: SHOWN }),
  hostile(
    'linear-hints-damaged.pdf',
    () => changed('linear', /\/H \[ \d+/, (all) => all.replace(/\d+/, '9'.repeat(3))),
    {
      reads: SHOWN,
    },
  ),
  hostile('linear-cut.pdf', () => made('linear').subarray(0, 1000), { either: ['pdf-damaged'] }),
  hostile('objects-packed.pdf', () => made('packed'), { reads: SHOWN }),
  hostile('objects-packed-cut.pdf', () => made('packed').subarray(0, 560), { either: ['pdf-damaged'] }),
]

/** The document as qpdf made it. */
export function made(what: keyof typeof MADE): Buffer {
  return gunzipSync(Buffer.from(MADE[what], 'base64'))
}

function changed(what: keyof typeof MADE, from: RegExp, to: string | ((all: string) => string)): Buffer {
  const text = made(what).toString('latin1')
  if (!from.test(text)) throw new Error(`${what} holds no ${from}`)
  return Buffer.from(text.replace(from, to as string), 'latin1')
}
