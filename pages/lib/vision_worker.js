// Runs in a worker of a probe: TensorFlow.js, the model that classifies shapes, and an OffscreenCanvas.

let tf;
let model;

const commands = {
  train: async ({ scripts }) => {
    self.importScripts(...scripts);
    tf = self.tf;
    await tf.setBackend("cpu");
    const trained = await self.shapes.train(tf);
    model = trained.model;
    return { accuracy: trained.accuracy, canvas: new OffscreenCanvas(1, 1).getContext("2d").constructor.name };
  },
  look: async ({ picture }) => {
    const told = await self.shapes.recognise(tf, model, picture);
    picture.close();
    return told;
  },
};

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ value: await commands[data.do](data) });
  } catch (error) {
    postMessage({ error: { name: error.name, message: error.message } });
  }
});
