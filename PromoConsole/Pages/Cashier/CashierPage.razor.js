// The camera of the till, where the browser can read codes with it.

const EVERY = 250;
let stream = null;
let timer = 0;

export const supported = () => 'BarcodeDetector' in window && !!navigator.mediaDevices?.getUserMedia;

export async function start(video, page) {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    video.srcObject = stream;
    await video.play();
  } catch {
    stop();
    return false;
  }

  const detector = new BarcodeDetector();
  timer = setInterval(async () => {
    if (!stream || video.readyState < 2) return;
    const [code] = await detector.detect(video).catch(() => []);
    if (!code?.rawValue || !stream) return;
    stop();
    await page.invokeMethodAsync('ScannedAsync', code.rawValue);
  }, EVERY);
  return true;
}

export function stop() {
  clearInterval(timer);
  stream?.getTracks().forEach(track => track.stop());
  stream = null;
}

export const print = () => window.print();
