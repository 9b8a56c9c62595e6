"use strict";

// Asks for Fashion-MNIST as a notebook does. Exit 0: it is here (now); 3: it is not, and no mirror can be reached, with the
// reason on stdout. Anything else that is wrong, such as a damaged file, is the notebook's to say: exit 0.

const { loadFashionMnist } = require("neuronotes");

loadFashionMnist({ say() {} }).catch((error) => {
  if (!String(error.message).startsWith("Fashion-MNIST could not be fetched")) return;
  console.log("Fashion-MNIST is not on this computer and no mirror can be reached");
  process.exitCode = 3;
});
