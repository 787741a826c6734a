import { signal } from '@preact/signals'

export type Route =
  | { readonly screen: 'review'; readonly document?: string }
  | { readonly screen: 'documents' }
  | { readonly screen: 'document'; readonly document: string }
  | { readonly screen: 'dashboard' }
  | { readonly screen: 'accounts' }
  | { readonly screen: 'own' }

/** Where the page is, told by the address behind `#`, so that the server needs to know one page only. */
export const route = signal<Route>(routeOf(location.hash))
addEventListener('hashchange', () => {
  route.value = routeOf(location.hash)
})

/** The route that a hash means; the review screen where it means none. */
export function routeOf(hash: string): Route {
  const [screen, document] = hash.replace(/^#\/?/, '').split('/')
  if (screen === 'documents')
    return document ? { screen: 'document', document: decodeURIComponent(document) } : { screen }
  if (screen === 'dashboard' || screen === 'accounts' || screen === 'own') return { screen }
  return document ? { screen: 'review', document: decodeURIComponent(document) } : { screen: 'review' }
}

/** The address of a screen, for links. */
export function hrefOf(screen: string, document?: string | undefined): string {
  return document ? `#/${screen}/${encodeURIComponent(document)}` : `#/${screen}`
}
