/* Runs before anything that an old Node cannot read, so it is written in what every Node understands. */
'use strict';

var engines = require('../../package.json').engines;
var wanted = Number(/\d+/.exec(engines.node)[0]);
var major = Number(process.versions.node.split('.')[0]);

if (major < wanted) {
  console.error('Madang needs Node ' + wanted + ' or newer, and this is Node ' + process.versions.node + '.');
  process.exit(1);
}
