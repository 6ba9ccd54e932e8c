/* An extension of JupyterLab that needs no build: the container that module federation asks for, with one plugin. */
(globalThis._JUPYTERLAB ??= {}).argmap = {
  init() {},
  get: async () => () => ({
    __esModule: true,
    default: {
      id: 'argmap:files',
      autoStart: true,
      activate({ docRegistry }) {
        docRegistry.addFileType({
          name: 'argmap',
          displayName: 'Argument map',
          extensions: ['.arg'],
          mimeTypes: ['text/x-argmap'],
          contentType: 'file',
          fileFormat: 'text',
        });
      },
    },
  }),
};
