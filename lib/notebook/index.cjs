require("../register.cjs");
module.exports = require("./index.ts");
