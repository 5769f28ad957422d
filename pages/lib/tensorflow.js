// Train a small TensorFlow.js model that classifies three shapes. This is a classic script, as TensorFlow.js is: a page
// loads it with an element, a worker with importScripts(). It defines the global `shapes`.

(() => {
  const SIDE = 12;
  const KINDS = ["circle", "square", "triangle"];
  // Enough to classify every test drawing correctly with a margin, and no more: each probe with a model waits for training
  const PER_KIND = 30;
  const EPOCHS = 15;
  // The minimum lead of the best class over the second, of 1, to count as recognized
  const MARGIN = 0.3;

  // A reproducible generator of numbers from 0 to 1 (Park and Miller).
  function chance(seed) {
    let state = seed;
    return () => (state = (state * 48271) % 2147483647) / 2147483647;
  }

  function draw(context, { kind, x, y, size }) {
    context.fillStyle = "white";
    context.fillRect(0, 0, SIDE, SIDE);
    context.fillStyle = "black";
    context.beginPath();
    const half = size / 2;
    const high = (size * Math.sqrt(3)) / 2;
    if (kind === "circle") context.arc(x, y, half, 0, 2 * Math.PI);
    else if (kind === "square") context.rect(x - half, y - half, size, size);
    else {
      context.moveTo(x, y - (2 * high) / 3);
      context.lineTo(x + half, y + high / 3);
      context.lineTo(x - half, y + high / 3);
    }
    context.fill();
  }

  const canvasOf = () => new OffscreenCanvas(SIDE, SIDE).getContext("2d", { willReadFrequently: true });

  // The model's input: the darkness of each pixel, scaled to the full range.
  function darkness(context) {
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    const dark = Float32Array.from({ length: SIDE * SIDE }, (_, at) => 255 - (data[4 * at] + data[4 * at + 1] + data[4 * at + 2]) / 3);
    const least = Math.min(...dark);
    const range = Math.max(...dark) - least;
    return dark.map((value) => (range > 40 ? (value - least) / range : 0));
  }

  function examples(perKind, seed) {
    const context = canvasOf();
    const next = chance(seed);
    const pictures = [];
    const kinds = [];
    for (let at = 0; at < perKind * KINDS.length; at += 1) {
      const kind = at % KINDS.length;
      const size = SIDE * (0.5 + 0.2 * next());
      const [x, y] = [SIDE * (0.45 + 0.1 * next()), SIDE * (0.45 + 0.1 * next())];
      draw(context, { kind: KINDS[kind], x, y, size });
      pictures.push(darkness(context));
      kinds.push(kind);
    }
    return { pictures, kinds };
  }

  const tensorsOf = (tf, { pictures, kinds }) => ({
    xs: tf.tensor2d(pictures.map((picture) => [...picture])),
    ys: tf.oneHot(tf.tensor1d(kinds, "int32"), KINDS.length),
  });

  // Train a model with drawings: {model, accuracy}, where accuracy is the share of other drawings that it classifies
  // correctly. The seeds make every training the same, except for differences in floating-point arithmetic.
  async function train(tf) {
    const seeded = (seed) => tf.initializers.glorotUniform({ seed });
    const model = tf.sequential();
    model.add(tf.layers.dense({ inputShape: [SIDE * SIDE], units: 12, activation: "relu", kernelInitializer: seeded(11) }));
    model.add(tf.layers.dense({ units: KINDS.length, activation: "softmax", kernelInitializer: seeded(12) }));
    model.compile({ optimizer: tf.train.adam(0.025), loss: "categoricalCrossentropy" });
    const { xs, ys } = tensorsOf(tf, examples(PER_KIND, 1));
    await model.fit(xs, ys, { epochs: EPOCHS, batchSize: 45, shuffle: false, verbose: 0, yieldEvery: "never" });
    const others = examples(20, 2);
    const told = tf.tidy(() => tf.argMax(model.predict(tensorsOf(tf, others).xs), 1));
    const kinds = await told.data();
    tf.dispose([xs, ys, told]);
    return { model, accuracy: others.kinds.filter((kind, at) => kind === kinds[at]).length / kinds.length };
  }

  async function guess(tf, model, picture) {
    const given = tf.tidy(() => model.predict(tf.tensor2d([[...picture]])));
    const shares = [...(await given.data())];
    given.dispose();
    const best = shares.indexOf(Math.max(...shares));
    const second = Math.max(...shares.filter((_, at) => at !== best));
    const dark = picture.reduce((sum, value) => sum + value, 0);
    return { kind: dark > 0 ? KINDS[best] : null, lead: shares[best] - second };
  }

  // Classify the shape in the middle square of an image (anything that drawImage() accepts): "circle", "square",
  // "triangle", "unsure", or null if it is empty.
  async function recognise(tf, model, picture, context = canvasOf()) {
    const width = picture.videoWidth ?? picture.displayWidth ?? picture.width;
    const height = picture.videoHeight ?? picture.displayHeight ?? picture.height;
    const side = Math.min(width, height);
    context.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
    const { kind, lead } = await guess(tf, model, darkness(context));
    return kind !== null && lead < MARGIN ? "unsure" : kind;
  }

  globalThis.shapes = { KINDS, train, recognise };
})();
