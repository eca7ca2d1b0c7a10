import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { sitDown, type Desk } from './flow';

const THEMES = ['Light Modern', 'Dark Modern', 'Dark High Contrast'] as const;

describe('A person who reads Spanish', () => {
  let desk: Desk;
  const userSettings = { 'agoras.objectId': 'instagramAccount' };
  openForAll(async () => (desk = await sitDown({}, { language: 'es', userSettings })));

  const inThemes = async (name: string) => {
    for (const theme of THEMES) {
      await desk.workbench.setTheme(theme);
      await desk.workbench.screenshot(`es-${name}-${theme}`);
    }
  };

  it('goes the whole way in Spanish', async () => {
    const { workbench, sandbox } = desk;
    const { quickInput } = workbench;
    await workbench.runCommand('Agoras: Obtener credenciales de Instagram…');
    await quickInput.expect({ message: 'Identificador de la app' });
    await workbench.screenshot('es-app-id');
    await quickInput.paste('123');
    await quickInput.accept();
    await quickInput.expect({ message: '15 o 16 dígitos', severity: 'error' });
    await quickInput.paste(sandbox.apps.demo.id);
    await quickInput.accept();
    await quickInput.expect({ message: 'Clave secreta de la app', isPassword: true });
    await quickInput.paste(sandbox.apps.demo.secret);
    await quickInput.accept();
    await quickInput.expect({ placeholder: 'Inicia sesión con Facebook' });
    await workbench.screenshot('es-token');
    await quickInput.paste(sandbox.shortLivedToken('ada'));
    await quickInput.expect({ message: 'Token de usuario de corta duración', isPassword: true, value: 'EAA' });
    await quickInput.accept();
    await quickInput.expect({ placeholder: 'Elige la página en cuya cuenta' });
    await workbench.screenshot('es-pages');
    await quickInput.pick(sandbox.pages.adaInstagram.name);
    await quickInput.expect({ placeholder: '¿Qué versión de Agoras usas?' });
    await workbench.screenshot('es-version');
    await quickInput.pick('Agoras 1.x');
    await quickInput.expect({ placeholder: '¿Adónde van las credenciales?' });
    await workbench.screenshot('es-destinations');
    await quickInput.pick('.env');
    await workbench.notifications.expect('no caducan nunca y están ahora en .env');
    await workbench.screenshot('es-done');
    const item = await workbench.statusBar('agoras.tokenExpiry');
    assert.match(item.text, /no caduca nunca/);
  });

  it('reads the walkthrough and the accounts in Spanish, in every theme', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await workbench.openSidebar('Agoras');
    await workbench.runCommand('Agoras: Abrir la guía de credenciales');
    const frame = await workbench.webviewFrame('Agoras: credenciales de Instagram');
    await frame.getByRole('heading', { name: 'Tus credenciales' }).waitFor();
    await inThemes('walkthrough');
    const words = await frame.locator('main').innerText();
    for (const english of ['Your', 'Token expires', 'Done', 'Renew', 'Facebook wants']) {
      assert.ok(!words.includes(english), `“${english}” is English`);
    }
  });

  it('reads a failure in Spanish', async () => {
    const { workbench, sandbox } = desk;
    sandbox.changePassword('ada');
    await workbench.runCommand('Agoras: Comprobar el token de acceso');
    await workbench.notifications.expect(/ya no funciona.*al cambiar la contraseña/);
    await workbench.screenshot('es-failure');
  });
});
