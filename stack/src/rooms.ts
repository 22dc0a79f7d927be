/** Every room that has a database, in the order of the map in the design. */
export const rooms = ['products', 'inventory', 'pricing', 'customers', 'orders', 'payments'] as const;
export type RoomName = (typeof rooms)[number];

/** One value a room. */
export type EachRoom<T> = Readonly<Record<RoomName, T>>;

export const eachRoom = <T>(make: (room: RoomName) => T): EachRoom<T> =>
  Object.fromEntries(rooms.map((room) => [room, make(room)])) as unknown as EachRoom<T>;

/** The same work for every room side by side. */
export async function forEachRoom<T>(work: (room: RoomName) => Promise<T>): Promise<EachRoom<T>> {
  const done = await Promise.all(rooms.map(async (room) => [room, await work(room)] as const));
  return Object.fromEntries(done) as unknown as EachRoom<T>;
}
