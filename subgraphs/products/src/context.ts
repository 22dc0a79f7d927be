/** What every resolver of this room is given. */
export type RoomContext = object;
