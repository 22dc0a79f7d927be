/** A room as composition sees it: its name, its SDL and where a router finds it (the names of docker-compose.yml). */
export interface Subgraph {
  name: string;
  /** Path of the SDL from the repository's root. */
  sdl: string;
  url: string;
}

const room = (name: string, port: number): Subgraph => ({ name, sdl: `subgraphs/${name}/${name}.graphql`, url: `http://${name}:${port}` });

/** Every room of the supergraph. A new room is a line here. */
export const subgraphs: readonly Subgraph[] = [
  room('products', 4001),
  room('inventory', 4002),
  room('pricing', 4003),
  room('customers', 4004),
  room('orders', 4005),
  room('payments', 4006),
];
