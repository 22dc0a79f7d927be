interface EmailTaken {
  __typename: 'EmailTaken';
  code: string;
  message: string;
}

export const emailTaken = (message: string): EmailTaken => ({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN', message });
