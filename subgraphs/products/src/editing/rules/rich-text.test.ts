import { expect, test } from 'vitest';
import { under } from '#editing/rules/ground';
import { attributeFaults } from '#editing/rules/read-attributes';
import { isRichText } from '#editing/rules/rich-text';
import type { AttributeDefinition, ProductType } from '#rules/attribute';

test.each([
  ['a paragraph with emphasis', '<p>Oiled <strong>oak</strong>,<br/>made in <em>Kent</em>.</p>', true],
  ['a list', '<ul><li>one</li></ul>', true],
  ['a script', '<script>alert(1)</script>', false],
  ['an attribute that runs', '<p onclick="x()">hi</p>', false],
  ['a picture that fails', '<img src=x onerror=alert(1)>', false],
  ['a tag that is not closed', '<p>hi<svg/onload=x', false],
  ['a tag in a tag', '<<p>script>alert(1)<</p>/script>', false],
  ['a comment', '<!-- x -->', false],
  ['a link', '<a href="javascript:x">hi</a>', false],
  ['nothing', ' ', false],
  ['too much', 'x'.repeat(20_001), false],
])('rich text with %s', (_what, text, allowed) => {
  expect(isRichText(text)).toBe(allowed);
});

const definition = (code: string, type: AttributeDefinition['type'], values: string[] | null = null): AttributeDefinition => ({
  code,
  name: code,
  type,
  unit: null,
  values,
  required: false,
  filterable: false,
});
const type: ProductType = {
  id: '1',
  version: 1,
  code: 'table',
  name: 'Table',
  attributes: [
    definition('height', 'NUMBER'),
    definition('folds', 'BOOLEAN'),
    definition('since', 'DATE'),
    definition('wood', 'ENUM', ['oak', 'ash']),
    definition('rooms', 'MULTI_ENUM', ['hall', 'study']),
    definition('note', 'TEXT'),
    definition('care', 'RICH_TEXT'),
  ],
};

test.each<[string, string, string[], number]>([
  ['a number', 'height', ['72.5'], 0],
  ['a number with a comma', 'height', ['72,5'], 1],
  ['an exponent', 'height', ['1e3'], 1],
  ['two numbers', 'height', ['1', '2'], 1],
  ['no value', 'height', [], 1],
  ['yes', 'folds', ['yes'], 1],
  ['true', 'folds', ['true'], 0],
  ['a leap day that is none', 'since', ['2026-02-29'], 1],
  ['a day', 'since', ['2024-02-29'], 0],
  ['a value of the list', 'wood', ['oak'], 0],
  ['a value of no list', 'wood', ['elm'], 1],
  ['some of the list', 'rooms', ['hall', 'study'], 0],
  ['the same one twice', 'rooms', ['hall', 'hall'], 1],
  ['HTML in plain text', 'note', ['<b>x</b>'], 1],
  ['less than in plain text', 'note', ['5 < 6'], 0],
  ['a script in rich text', 'care', ['<script>'], 1],
  ['an attribute of another type', 'speed', ['1'], 1],
])('an attribute with %s', (_what, code, values, faults) => {
  const found = attributeFaults([{ code, values }], type, under('product'));
  expect(found).toHaveLength(faults);
  if (faults > 0) expect(found[0]?.path.slice(0, 3)).toEqual(['product', 'attributes', '0']);
});
