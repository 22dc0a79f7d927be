/** The gateway's layers, lowest first: what is in each, and which others it may import. */
export const gatewayLayers: Record<string, { files: string[]; may: string[] }> = {
  shared: { files: ['{is-record,left-out,media-type,schema-details,errors,metrics,context,reporting}.ts'], may: [] },
  buckets: { files: ['buckets/*.ts'], may: ['shared'] },
  identity: { files: ['{identity,keys,who}.ts'], may: ['shared'] },
  limits: { files: ['limits/*.ts'], may: ['shared'] },
  usage: { files: ['usage/*.ts'], may: ['shared'] },
  rooms: { files: ['rooms/*.ts'], may: ['shared'] },
  lane: { files: ['fast-lane/*.ts'], may: ['shared', 'buckets', 'limits', 'usage', 'rooms'] },
  apollo: { files: ['{apollo,introspection}.ts'], may: ['shared', 'buckets', 'limits', 'usage', 'rooms', 'lane'] },
  http: { files: ['http/*.ts'], may: ['shared', 'buckets', 'identity', 'apollo'] },
  pages: { files: ['pages/*.ts'], may: ['shared', 'buckets', 'identity', 'http'] },
  server: {
    files: ['{server,config,main}.ts'],
    may: ['shared', 'buckets', 'identity', 'limits', 'usage', 'rooms', 'lane', 'apollo', 'http', 'pages'],
  },
};

export const filesOfLayer = (layer: string): string[] => (gatewayLayers[layer]?.files ?? []).map((file) => `gateway/src/${file}`);
