// What Gmail, Outlook and Apple Mail do not show of a mail's HTML, as JSON: node check.mjs FILE
//
// Each program is asked about the HTML as it reads it: Word, which draws for Outlook on Windows,
// skips what stands between <!--[if !mso]><!--> and <!--<![endif]-->; Gmail for phone browsers
// drops <style>; Outlook for Mac puts a <div> in the place of <body>, and nothing depends on it.
import { readFileSync } from 'node:fs';

import { caniemail } from 'caniemail';

const whole = readFileSync(process.argv[2], 'utf8');
const readings = [
  [['outlook.windows'], whole.replace(/<!--\[if !mso\]><!-->.*?<!--<!\[endif\]-->/gs, '')],
  [['gmail.mobile-webmail'], whole.replace(/<style.*?<\/style>/gs, '')],
  [['outlook.macos'], whole.replace(/<\/?t?body[^>]*>/g, '')],
  [
    ['gmail.android', 'gmail.desktop-webmail', 'gmail.ios', 'outlook.android', 'outlook.ios',
      'outlook.outlook-com', 'apple-mail.*'],
    whole,
  ],
];
const found = { errors: [], warnings: [] };
for (const [clients, html] of readings) {
  const { issues } = caniemail({ clients, html });
  for (const kind of ['errors', 'warnings']) {
    for (const [client, items] of issues[kind]) {
      found[kind].push(...items.map(({ title, notes }) => ({ client, title, notes })));
    }
  }
}
console.log(JSON.stringify(found));
