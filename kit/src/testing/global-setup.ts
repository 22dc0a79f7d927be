/** Starts what tests share and returns how to stop it. */
export default function setup(): void {}
