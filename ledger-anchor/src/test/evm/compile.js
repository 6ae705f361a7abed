// Compiles the contract as its shipped bytecode was: prints one JSON document with ABI and code.
'use strict';
const fs = require('fs');
const solc = require(require.resolve('solc', {paths: [process.cwd()]}));

const name = 'VitrineAnchor';
const source = fs.readFileSync(process.argv[2], 'utf8');
const input = {
  language: 'Solidity',
  sources: {[name + '.sol']: {content: source}},
  settings: {
    evmVersion: 'paris',
    optimizer: {enabled: true, runs: 1000000},
    viaIR: false,
    // no hash of the sources' paths and comments at the end of the code
    metadata: {bytecodeHash: 'none', appendCBOR: false},
    outputSelection: {'*': {'*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object']}}
  }
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
const problems = output.errors || [];
if (problems.length) {
  process.stderr.write(problems.map(p => p.formattedMessage).join('\n') + '\n');
  process.exit(1);
}
const contract = output.contracts[name + '.sol'][name];
process.stdout.write(JSON.stringify({
  compiler: solc.version(),
  abi: contract.abi,
  creationCode: '0x' + contract.evm.bytecode.object,
  runtimeCode: '0x' + contract.evm.deployedBytecode.object
}) + '\n');
