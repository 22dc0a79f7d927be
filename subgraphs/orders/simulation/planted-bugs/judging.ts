import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

/** In what is decided, and what is kept of it. */
export const judging: readonly PlantedBug[] = [
  {
    name: 'completed although the capture is not known',
    file: 'src/placing/rules/verdicts.ts',
    text: "    case 'UNKNOWN':\n    case 'CHALLENGED':\n      return 'again';",
    by: "    case 'UNKNOWN':\n    case 'CHALLENGED':\n      return 'done';",
    blamed: /money taken is 0/,
  },
  {
    name: 'unknown payment guessed as declined',
    file: 'src/placing/rules/verdicts.ts',
    text: "    case 'UNKNOWN':\n      return authorizations < maxUnknown",
    by: "    case 'UNKNOWN':\n      if (authorizations > 0) return { kind: 'abort', facts, problems: [paymentDeclined('DECLINED')] };\n      return authorizations < maxUnknown",
    blamed: /told PaymentDeclined, which is not so/,
  },
  {
    name: 'unknown payment guessed as authorized',
    file: 'src/placing/rules/verdicts.ts',
    text: "    case 'AUTHORIZED':\n    case 'CAPTURED':\n      return { kind: 'go'",
    by: "    case 'CHALLENGED':\n    case 'AUTHORIZED':\n    case 'CAPTURED':\n      return { kind: 'go'",
    blamed: /a person is called/,
  },
  {
    name: 'float money',
    file: 'src/placing/rules/stored-quote.ts',
    text: '  totalMinor: text(quote.totalMinor),',
    by: '  totalMinor: `${Math.trunc((Number(quote.totalMinor) / 100) * 100)}`,',
    blamed: /the order is|what was frozen is/,
  },
  {
    name: 'the total that the buyer expects is not compared',
    file: 'src/placing/rules/verdicts.ts',
    text: 'if (expectedTotalMinor === null || ',
    by: "if (expectedTotalMinor !== '' || ",
    blamed: /its total was not what was expected|the total is/,
  },
  {
    name: 'inventory is told that a pending placement was aborted',
    file: 'src/placing/answer-decisions.ts',
    text: "    case 'pending':\n      return 'PENDING';",
    by: "    case 'pending':\n      return 'ABORTED';",
    blamed: /cancel stock while the placement is pending/,
  },
];
