type Command = (...given: unknown[]) => unknown;

/**
 * Stands for the commands of a room that is started later, since rooms call each other in a circle. Until it is up a call fails as
 * it does over HTTP, and is repeated.
 */
export const commandsLater = (room: string, find: () => unknown): Readonly<Record<string, Command | undefined>> =>
  new Proxy<Record<string, Command | undefined>>(
    {},
    {
      get: (_none, name) => {
        // Whoever awaits them must not take them for a promise.
        if (name === 'then') return undefined;
        return (...given: unknown[]) => {
          const commands = find() as Record<PropertyKey, Command> | undefined;
          return commands?.[name] ? commands[name](...given) : Promise.reject(new Error(`${room} is not up yet`));
        };
      },
    },
  );
