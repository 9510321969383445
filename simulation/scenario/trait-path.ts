/** Where the world keeps what devices of a population differ in; `null` for place and habit, which are no fields of it. */
export function traitPath(name: string, { like, user }: { readonly like: string; readonly user: string }): readonly string[] | null {
  if (name === 'place' || name === 'habit') return null;
  const [head = '', ...rest] = name.split('.');
  return head === 'user' && rest.length > 0 ? ['people', user, ...rest] : ['devices', like, head, ...rest];
}
