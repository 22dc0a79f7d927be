/** How long somebody may take to choose the password of an account that others opened for them. */
export const invitationDays = 3;

/** 32 bytes in base64url, as a refresh token is; what has another shape was never ours. */
export const isInvitationToken = (token: string): boolean => /^[\w-]{43}$/.test(token);
