import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One file of the page, ready to send. */
export interface Asset {
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly mediaType: string;
}

/** The page as it is served: everything in memory, under addresses that change with the content. */
export interface Page {
  /** Names the whole set; part of every asset's address, so each may be cached for good. */
  readonly version: string;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly index: string;
  /** The sign-in form, with or without a sentence on what went wrong. */
  signIn(problem: SignInProblem | null): string;
  /** What stands at the address of a sign-in link. */
  link(which: LinkPage): string;
}

export type LinkPage = 'confirm' | 'wrong' | 'wait' | 'signed-out';

const LINK_PAGES: Readonly<Record<LinkPage, { readonly title: string; readonly words: string }>> = {
  confirm: { title: 'Sign in', words: 'The coach sent you this link. It signs in this browser, once.' },
  wrong: {
    title: 'This link is used up',
    words: 'Links are good once and for ten minutes. Write “log in” to the coach in your chat for a fresh one.',
  },
  wait: { title: 'One moment', words: 'Too many links did not work. Wait a minute, then open yours again.' },
  'signed-out': {
    title: 'You are signed out',
    words: 'To come back, write “log in” to the coach in your chat. It sends you a link.',
  },
};

/** The form has no address of its own: it goes back to the link it stands at. */
const CONFIRM_FORM =
  '<form method="post"><button type="submit" class="button button-main">Sign in on this browser</button></form>';

export type SignInProblem = 'wrong' | 'wait';

const PROBLEMS: Readonly<Record<SignInProblem, string>> = {
  wrong: 'That is not the right access key. Check it and try again.',
  wait: 'That was wrong a few times in a row. Wait a minute, then try again.',
};

const PAGE_FOLDER = join(import.meta.dirname, 'page');
const FONTS = ['400Regular/Inter_400Regular', '500Medium/Inter_500Medium', '600SemiBold/Inter_600SemiBold'];
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

const compress = promisify(gzip);

async function readPageFiles(): Promise<[name: string, body: Buffer][]> {
  const names = (await readdir(PAGE_FOLDER)).filter((name) => extname(name) in MEDIA_TYPES).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, Buffer]> => {
      const content = await readFile(join(PAGE_FOLDER, name));
      // Browsers run what is left once the types are blanked out; imports keep their .ts names.
      return [name, name.endsWith('.ts') ? Buffer.from(stripTypeScriptTypes(content.toString('utf8'))) : content];
    }),
  );
}

async function readFonts(): Promise<[name: string, body: Buffer][]> {
  const { resolve } = createRequire(import.meta.url);
  return Promise.all(
    FONTS.map(async (font): Promise<[string, Buffer]> => {
      const path = resolve(`@expo-google-fonts/inter/${font}.ttf`);
      return [`${font.split('/')[1]}.ttf`, await readFile(path)];
    }),
  );
}

/** Puts the version into addresses, and names all modules up front so that the browser fetches them side by side. */
function fillTemplate(html: string, version: string, modules: readonly string[]): string {
  const preloads = modules.map((name) => `<link rel="modulepreload" href="/assets/${version}/${name}">`).join('\n    ');
  return html.replaceAll('{version}', version).replace('<!-- modules -->', preloads);
}

/**
 * Reads the page folder and the font files once. There is no build step: TypeScript modules are served
 * as JavaScript by blanking out their types.
 */
export async function loadPage(): Promise<Page> {
  const files = [...(await readPageFiles()), ...(await readFonts())];
  const hash = createHash('sha256');
  const assets = new Map<string, Asset>();
  for (const [name, body] of files) {
    hash.update(name).update(body);
    const mediaType = MEDIA_TYPES[extname(name)] ?? 'application/octet-stream';
    assets.set(name, { body, gzipped: await compress(body), mediaType });
  }
  const version = hash.digest('base64url').slice(0, 12);
  const modules = files.map(([name]) => name).filter((name) => name.endsWith('.ts') && name !== 'theme-boot.ts');
  const read = async (name: string) => fillTemplate(await readFile(join(PAGE_FOLDER, name), 'utf8'), version, modules);
  const signInForm = await read('sign-in.html');
  const linkPage = await read('link.html');
  return {
    version,
    assets,
    index: await read('index.html'),
    signIn: (problem) =>
      signInForm.replace('<!-- problem -->', problem === null ? '' : `<p role="alert">${PROBLEMS[problem]}</p>`),
    link: (which) =>
      linkPage
        .replaceAll('{title}', LINK_PAGES[which].title)
        .replace('{words}', LINK_PAGES[which].words)
        .replace('<!-- form -->', which === 'confirm' ? CONFIRM_FORM : ''),
  };
}
